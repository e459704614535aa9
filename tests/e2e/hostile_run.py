# SPDX-License-Identifier: Apache-2.0
"""A driver and a rule whose names, comments, strings and messages try to break out of every output: nothing breaks, and
nothing that a terminal would obey gets through.

usage: hostile_run.py SDVLITE"""

import json
import os
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

import schemas

EVIL = "</script><img src=x onerror=alert(1)>'\"`${x}{{7*7}}%n%s \\u0022\x1b[31m\x1b]0;gone\x07\x08\r\u202egnp.exe\u2066\u200f\u2028\x9b2J"
NAME = b"a b'\"<img src=x onerror=alert(1)>%2e&amp;\x1b[31m\xe2\x80\xae\n\xff\xfe{}$(touch gone)`.c"

DRIVER = """#include <ntddk.h>
#define TEXT "EVIL-STRING"
DRIVER_DISPATCH Read;
DRIVER_INITIALIZE DriverEntry;
NTSTATUS Read(PDEVICE_OBJECT DeviceObject, PIRP Irp) // EVIL
{
    KIRQL irql; /* EVIL */
    IoAcquireCancelSpinLock(&irql); /* EVIL */
    if (Irp->Cancel /* EVIL */) return STATUS_CANCELLED; /* EVIL */
    IoReleaseCancelSpinLock(irql);
    return STATUS_SUCCESS;
}
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    DriverObject->MajorFunction[IRP_MJ_READ] = Read;
    return STATUS_SUCCESS;
}
"""
RULE = """/* EVIL */
state { enum { unlocked, locked } s = unlocked; } // EVIL
IoAcquireCancelSpinLock.exit { s = locked; } // EVIL
IoReleaseCancelSpinLock.entry { s = unlocked; }
fun_DRIVER_DISPATCH.exit { if (s == locked) abort "EVIL-MESSAGE"; } // EVIL
"""


def evil(template):
    """With the invalid bytes that no Python string holds, and without what would end a comment or a C string."""
    line = EVIL.replace("\r", "")
    quoted = line.replace("\\", "").replace('"', "").replace("\n", "")
    text = template.replace("EVIL-STRING", quoted).replace("EVIL-MESSAGE", quoted).replace("EVIL", line.replace("*/", ""))
    return text.encode("utf-8").replace(b"alert(1)", b"alert(1)\xff\xc3")


def obeyed(text):
    """Characters of `text` that a terminal acts on, or that show text in another order."""
    return sorted({hex(ord(c)) for c in text if c != "\n" and (unicodedata.category(c) in ("Cc", "Zl", "Zp") or
                                                               "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" or c in "\u200e\u200f")})


def check(sdvlite, folder):
    driver = os.path.join(os.fsencode(folder), NAME)
    with open(driver, "wb") as file:
        file.write(evil(DRIVER))
    (folder / "Evil.slic").write_bytes(evil(RULE))

    def run(*words):
        done = subprocess.run([sdvlite, *words], cwd=folder, timeout=300, capture_output=True, stdin=subprocess.DEVNULL)
        for stream in (done.stdout, done.stderr):
            text = stream.decode("utf-8")  # what is printed is UTF-8
            if "--format" not in words and "json" not in words:
                assert not obeyed(text), f"{words}: {obeyed(text)}"
        return done

    outputs = [w for form in ("json", "sarif", "text") for w in ("--format", f"{form}=out.{form}")]
    done = run("check", driver, "--rules", "Evil.slic", "--rules", "CancelSpinLock", *outputs)
    assert done.returncode == 1, f"exit code {done.returncode}: {done.stderr}"
    results = json.loads((folder / "out.json").read_bytes())
    assert [len(r["defects"]) for r in results["results"]] == [1, 1], "both rules see the defect"
    assert not (problems := list(schemas.problems(results))), problems
    log = json.loads((folder / "out.sarif").read_bytes())
    assert not (problems := list(schemas.sarif_problems(log))), problems
    assert len(log["runs"][0]["results"]) == 2
    for arguments in ((), ("--verbose",)):
        assert run("check", driver, "--rules", "Evil.slic", *arguments).returncode == 1
    assert run("trace", "show", "out.json").returncode == 0
    assert run("trace", "show", "out.json", "--verbose").returncode == 0
    first = run("trace", "show", "out.json", "--number", "1", "--format", "json")
    traces = [d["trace"] for r in results["results"] for d in r["defects"]]
    assert json.loads(first.stdout) == traces[0], "the trace is the same when it was read and written"
    assert run("baseline", "write", "out.json", "--baseline", "b.json", "--reason", EVIL.replace("\0", "")).returncode == 0
    assert run("baseline", "check", "out.json", "--baseline", "b.json").returncode == 0
    assert run("check", driver, "--rules", "Evil.slic", "--baseline", "b.json").returncode == 0
    assert not (folder / "gone").exists()
    # JSON can't hold the bytes of such a name, so the driver is named again; its text is known by its digest.
    valid = run("trace", "validate", "out.json", driver)
    assert valid.returncode == 0, valid.stdout


def main():
    with tempfile.TemporaryDirectory(prefix="sdvlite-") as scratch:
        check(str(Path(sys.argv[1]).resolve()), Path(scratch))
    return 0


if __name__ == "__main__":
    sys.exit(main())
