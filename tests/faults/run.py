#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Do the tests notice? Puts one fault after the other (*.fault beside this file) into a copy of the sources, builds what the
fault's tests need, and runs them for at most a minute of CPU time each: every fault has to be caught.

usage: run.py [--check] [--build DIR] [NAME...]

--check only looks whether each fault still fits the sources. A fault is caught when a test fails, or finds a disagreement."""

import argparse
import resource
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SOURCES = ["CMakeLists.txt", "CMakePresets.json", "core", "examples", "frontend", "grammar", "rules", "tests", "tools"]
SECONDS = 60
TARGETS = {"campaign": "sdvlite_campaign", "unit": "sdvlite_unit_tests"}


class Fault:
    def __init__(self, path):
        head, _, rest = path.read_text(encoding="utf-8").partition("--- before\n")
        before, _, after = rest.partition("--- after\n")
        words = dict(line.split(": ", 1) for line in head.splitlines())
        self.name, self.what, self.file, self.tests = path.stem, words["what"], words["file"], words["tests"].split(", ")
        self.before, self.after = before.removesuffix("\n"), after.removesuffix("\n")

    def applied(self, text):
        """The source with the fault; None when the place is not there, or not the only one."""
        return text.replace(self.before, self.after) if self.before and text.count(self.before) == 1 else None


def faults(names):
    found = [Fault(path) for path in sorted(HERE.glob("*.fault")) if not names or path.stem in names]
    if names and len(found) != len(set(names)):
        sys.exit("faults: no such fault")
    return found


def check(chosen):
    bad = []
    for fault in chosen:
        path = ROOT / fault.file
        if not path.is_file() or fault.applied(path.read_text(encoding="utf-8")) is None:
            bad.append(f"tests/faults/{fault.name}.fault: its place is not in {fault.file} exactly once")
    print("\n".join(bad) if bad else f"{len(chosen)} faults fit the sources")
    return not bad


def copy_tree(to):
    """Only files that differ are written, so that a second run builds little."""
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "--cached", "--others", "--exclude-standard", *SOURCES],
                            capture_output=True, text=True, check=True).stdout.splitlines()
    for name in listed:
        source, target = ROOT / name, to / name
        if not source.is_file() or (target.is_file() and target.read_bytes() == source.read_bytes()):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        shutil.copymode(source, target)


def build(tree, folder, target):
    if not (folder / "build.ninja").is_file():
        subprocess.run(["cmake", "-S", tree, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DSDVLITE_TESTS=ON"],
                       stdout=subprocess.DEVNULL, check=True)
    return subprocess.run(["ninja", "-C", folder, target], capture_output=True, text=True)


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def caught_by_campaign(folder):
    """Ends at the first disagreement. Without one for a minute the fault is not caught, unless too much is in doubt."""
    child = subprocess.Popen([folder / "tests/campaign/sdvlite_campaign", "0", "2000"], stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, text=True, preexec_fn=limit)
    seen = ""
    for line in child.stdout:
        if line.startswith(("DISAGREEMENT", "trivial")):
            seen = line.strip()
            break
    child.kill()
    child.wait()
    return seen


def caught_by_unit(folder, name):
    try:
        done = subprocess.run([folder / "tests/sdvlite_unit_tests", "-w", "NoTests", "-#", f"[#{name}]"], cwd=folder, capture_output=True,
                              text=True, preexec_fn=limit, timeout=20 * SECONDS)
    except subprocess.TimeoutExpired:
        return f"{name} does not end"
    return f"{name} fails" if done.returncode != 0 else ""


def try_out(fault, tree, folder):
    """By what it is caught; empty when by nothing. None when it does not build."""
    for test in fault.tests:
        kind, _, name = test.partition(" ")
        if build(tree, folder, TARGETS[kind]).returncode != 0:
            return None
        seen = caught_by_campaign(folder) if kind == "campaign" else caught_by_unit(folder, name)
        if seen:
            return seen
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--build", type=Path, default=ROOT / "build/faults")
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args()
    chosen = faults(options.names)
    fits = check(chosen)
    if options.check or not fits:
        sys.exit(0 if fits else 1)
    tree, folder = options.build / "tree", options.build / "build"
    copy_tree(tree)
    missed = []
    for fault in chosen:
        path = tree / fault.file
        right = path.read_text(encoding="utf-8")
        path.write_text(fault.applied(right), encoding="utf-8")
        try:
            seen = try_out(fault, tree, folder)
        finally:
            path.write_text(right, encoding="utf-8")
        if not seen:
            missed.append(fault.name)
        print(f"{fault.name:<28}{'does not build' if seen is None else seen or 'NOT caught':<40}{fault.what}", flush=True)
    print(f"{len(chosen) - len(missed)} caught, {len(missed)} not caught")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
