# SPDX-License-Identifier: Apache-2.0
"""Families of drivers that grow: n procedures that call the next one once (chain) or twice (tree, 2^n paths). In each there
are a flag that acquire and release depend on, a loop that acquires and releases, and a recursive helper that does; in the
middle one there is one mistake, or none. All use the cancel spin lock, or three locks in the device extension. What is
checked: verdict and line, and that the path edges are linear in n. What is measured: time without what n = 10 takes, memory."""

import itertools
import sys
import tempfile
from pathlib import Path

from measure import ROOT, Table, check, command

# By what is locked: the rule, and acquire and release where the flag decides, in the loop, in the helper.
LOCKS = {
    "cancel": ("CancelSpinLock", [("IoAcquireCancelSpinLock(&irql);", "IoReleaseCancelSpinLock(irql);")] * 3),
    "locks": (ROOT / "tests/ladder/Lock.slic",
              [(f"KeAcquireSpinLock(&ext->{name}, &irql);", f"KeReleaseSpinLock(&ext->{name}, irql);")
               for name in ("Lock", "Other", "Third")]),
}

HEAD = {
    "dir": """\
struct _DEVICE_OBJECT { void* DeviceExtension; };
struct _IRP { u8 Cancel; };
struct Ext { u64 Lock; u64 Other; u64 Third; };
extern void IoAcquireCancelSpinLock(u8* irql);
extern void IoReleaseCancelSpinLock(u8 irql);
extern void KeAcquireSpinLock(u64* lock, u8* irql);
extern void KeReleaseSpinLock(u64* lock, u8 irql);
""",
    "c": """\
#include <wdm.h>

typedef struct { KSPIN_LOCK Lock, Other, Third; } Ext;
""",
}

# How the two forms write types.
WORDS = {
    "dir": {"static": "", "ext": "struct Ext*", "number": "u32", "byte": "u8"},
    "c": {"static": "static ", "ext": "Ext *", "number": "unsigned", "byte": "UCHAR"},
}

HELPER = """
{static}void Helper({ext} ext, {number} depth) {{
    {byte} irql = 0;
    if (depth == 0) return;
    {acquire[2]}
    {release[2]}
    Helper(ext, depth - 1);
}}
"""

PROCEDURE = """
{static}void Step{i}({ext} ext, {byte} wanted) {{
    {byte} irql = 0;
    {byte} held = 0;
    {number} i = 0;
    if (wanted) {{
        {acquire[0]}
        held = 1;
    }}
    if (held) {{
        {release[0]}
    }}
    {mistake}
    while (i < 2) {{
        {acquire[1]}
        {release[1]}
        i = i + 1;
    }}
    Helper(ext, 2);
    {next}
}}
"""

MISTAKE = "if (held) {release[0]}  // released twice"

ROOT_PROC = {
    "dir": """
[role DRIVER_DISPATCH IRP_MJ_READ] i32 Read(struct _DEVICE_OBJECT* device, struct _IRP* irp) {
    Step0((struct Ext*)device->DeviceExtension, irp->Cancel);
    return 0;
}
""",
    "c": """
DRIVER_INITIALIZE DriverEntry;
DRIVER_DISPATCH Read;

NTSTATUS Read(PDEVICE_OBJECT device, PIRP irp)
{
    Step0((Ext *)device->DeviceExtension, irp->Cancel);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(path);
    driver->MajorFunction[IRP_MJ_READ] = Read;
    return STATUS_SUCCESS;
}
""",
}


def source(form, shape, locks, n, mistake):
    """The driver's text, and the line of its mistake or 0."""
    pairs = LOCKS[locks][1]
    words = {**WORDS[form], "acquire": [a for a, _ in pairs], "release": [r for _, r in pairs]}
    calls = 1 if shape == "chain" else 2
    parts = [HEAD[form], HELPER.format(**words)]
    for i in reversed(range(n)):
        parts.append(PROCEDURE.format(i=i, next=f"Step{i + 1}(ext, wanted); " * (calls if i < n - 1 else 0),
                                      mistake=MISTAKE.format(**words) if mistake and i == n // 2 else "", **words))
    text = "".join([*parts, ROOT_PROC[form]])
    before, found, _ = text.partition("// released twice")
    return text, before.count("\n") + 1 if found else 0


class Family:
    """One family in one form: measured at each n, then judged as a whole."""

    def __init__(self, form, shape, locks, mistake):
        self.form, self.shape, self.locks, self.mistake = form, shape, locks, mistake
        self.name = f"{locks} {shape}, {'one mistake' if mistake else 'right'}, {form}"
        self.edges, self.cpu, self.peak, self.wrong = {}, {}, {}, []

    def measure(self, binary, folder, n, runs):
        suffix = "dir" if self.form == "dir" else "c"
        text, line = source(suffix, self.shape, self.locks, n, self.mistake)
        path = Path(folder) / f"driver.{suffix}"
        path.write_text(text, encoding="utf-8")
        cache = Path(folder) / "cache" if self.form == "c, kept" else ""
        arguments = [path.name, "--rules", LOCKS[self.locks][0], "--jobs", "1"]
        if cache:
            check(binary, arguments, folder, cache)  # reads the C file; what comes next starts from its IR
        best = None
        for _ in range(runs):
            done, results = check(binary, arguments, folder, cache)
            if best is None or done.cpu < best.cpu:
                best = done
        self.judge(results["results"][0], n, line)
        self.edges[n] = results["results"][0]["stats"]["states"]
        self.cpu[n], self.peak[n] = best.cpu, best.peak

    def judge(self, result, n, line):
        found = [defect["location"]["line"] for defect in result["defects"]]
        wanted = ("defect", [line]) if self.mistake else ("pass", [])
        if (result["verdict"], found) != wanted or result["unconfirmed"]:
            self.wrong.append(f"n = {n}: {result['verdict']} at {found}, not {wanted[0]} at {wanted[1]}: {result['reason']}")

    def show(self, table):
        sizes = sorted(self.edges)
        start = self.cpu[sizes[0]]
        for n in sizes:
            table.row(self.name if n == sizes[0] else "", n, self.edges[n], f"{self.edges[n] / n:.2f}", f"{self.cpu[n]:.2f}",
                      f"{self.cpu[n] - start:.2f}", f"{self.peak[n] / 1e6:.0f}")
        slopes = {(self.edges[b] - self.edges[a]) / (b - a) for a, b in zip(sizes, sizes[1:])}
        if len(slopes) > 1:
            self.wrong.append(f"path edges are not linear in n: {sorted(slopes)} for each procedure")
        if 1000 in self.cpu and 10000 in self.cpu:
            ratio = (self.cpu[10000] - start) / max(self.cpu[1000] - start, 0.01)
            print(f"    time at 10 000 / at 1 000, start-up taken off: {ratio:.1f} (aim: at most 14)")
        for sentence in self.wrong:
            print(f"    WRONG: {sentence}")
        return not self.wrong


def add_options(parser):
    parser.add_argument("--sizes", default="10,100,1000,10000", help="the numbers of procedures")
    parser.add_argument("--forms", default="dir,c,kept", help="IR text, C, C whose IR was kept by an earlier run")
    parser.add_argument("--locks", default="cancel,locks", help="what is locked: the cancel spin lock, or three in the extension")
    parser.add_argument("--runs", type=int, default=1, help="the fastest of so many counts")


def main(options):
    sizes = sorted({int(n) for n in options.sizes.split(",")})
    forms = {"dir": "dir", "c": "c", "kept": "c, kept"}
    binary = command()
    table = Table(("family", 36), ("n", 7), ("path edges", 13), ("a procedure", 13), ("CPU s", 9), ("- start", 9), ("peak MB", 9))
    good = True
    for form in options.forms.split(","):
        for locks, shape, mistake in itertools.product(options.locks.split(","), ("chain", "tree"), (False, True)):
            family = Family(forms[form], shape, locks, mistake)
            with tempfile.TemporaryDirectory() as folder:
                for n in sizes:
                    if not family.wrong:  # what is wrong when small is not worth the minutes that more would take
                        family.measure(binary, folder, n, options.runs)
            good &= family.show(table)
    if not good:
        sys.exit("bench: a verdict, a line or a number of path edges is wrong")
