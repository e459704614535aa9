# SPDX-License-Identifier: Apache-2.0
"""Runs one golden case: the command on some files, compared with the output that is kept beside them.

usage: golden.py CASE SDVLITE [--bless]

A case is a folder tests/golden/<area>/<name>/ with
  cmd             arguments for sdvlite as a shell would split them, one command a line; {root} is the repository
  expected.out    standard output; no such file: nothing is printed
  expected.err    standard error, likewise
  expected.exit   the exit code; no such file: 0. With several commands: a code for each
  expected.files/ files that the commands must have written, in full
and whatever files the commands read. It runs in a copy of the folder. What differs from run to run or from machine to
machine (paths, times, bytes of memory) is replaced by <root>, <case>, <time>, <bytes> on both sides.
--bless writes what was printed as what is expected: look at the diff before committing it."""

import argparse
import difflib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 300
NORMALISED = [
    (re.compile(r'("(?:\w+_)?seconds": )[-+.\de]+'), r"\1<time>"),
    (re.compile(r'("(?:\w+_)?bytes": )\d+'), r"\1<bytes>"),
    (re.compile(r"\b\d+(?:\.\d+)? ?(?:ms|s|seconds)\b"), "<time>"),
    (re.compile(r"\b\d+(?:\.\d+)? ?[KMG]i?B\b"), "<bytes>"),
]


def normalise(text, case):
    for path, name in ((str(case), "<case>"), (str(ROOT), "<root>")):
        text = text.replace(path, name)
    for pattern, name in NORMALISED:
        text = pattern.sub(name, text)
    return text


def run(case, sdvlite):
    """{name of an expected file: its content} for what the case's commands did."""
    lines = (case / "cmd").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line.strip() and not line.startswith("#")]
    out, err, codes = "", "", []
    with tempfile.TemporaryDirectory(prefix="sdvlite-") as scratch:
        folder = Path(scratch) / case.name
        shutil.copytree(case, folder, ignore=shutil.ignore_patterns("expected.*", "cmd"))
        for command in commands:
            words = [word.replace("{root}", str(ROOT)) for word in shlex.split(command)]
            done = subprocess.run([sdvlite, *words], cwd=folder, timeout=SECONDS, capture_output=True,
                                  stdin=subprocess.DEVNULL, text=True, errors="replace")
            title = f"$ sdvlite {command}\n" if len(commands) > 1 else ""
            out += title + done.stdout
            err += title + done.stderr if done.stderr else ""
            codes.append(done.returncode)
        results = {"expected.out": normalise(out, folder), "expected.err": normalise(err, folder),
                   "expected.exit": "".join(f"{code}\n" for code in codes) if any(codes) else ""}
        for wanted in sorted((case / "expected.files").glob("*")):
            written = folder / wanted.name
            text = written.read_text(encoding="utf-8", errors="replace") if written.is_file() else "(not written)\n"
            results[f"expected.files/{wanted.name}"] = normalise(text, folder)
    return results


def kept(case, name):
    path = case / name
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def bless(case, results):
    for name, text in results.items():
        if text:
            (case / name).write_text(text, encoding="utf-8")
        else:
            (case / name).unlink(missing_ok=True)


def differences(case, results):
    for name, text in results.items():
        lines = difflib.unified_diff(kept(case, name).splitlines(), text.splitlines(), f"{name} (kept)",
                                     f"{name} (now)", lineterm="")
        yield from lines


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("case", type=Path)
    parser.add_argument("sdvlite", type=Path)
    parser.add_argument("--bless", action="store_true")
    options = parser.parse_args()
    case = options.case.resolve()
    results = run(case, options.sdvlite.resolve())
    if options.bless:
        bless(case, results)
        return 0
    found = list(differences(case, results))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
