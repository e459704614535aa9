# SPDX-License-Identifier: Apache-2.0
"""Runs every rule of a driver model on every rule's drivers, and compares what is found with what the drivers say.

usage: matrix.py FOLDER SDVLITE [--jobs N] [--only REGEX]      FOLDER: rules/library/<model>; REGEX: the drivers' rules

A driver breaks its own rule at the lines that end in "// VIOLATION" (see examples.py). Where it breaks other rules too, which
is explained in the README of its rule, the line names them:

    return STATUS_SUCCESS; // ALSO IrqlReturn, CancelSpinLock // VIOLATION

Any other defect, and any such line without its defect, is a difference. A driver that passes breaks no rule. Printed are the
differences and the matrix, a row for each rule's drivers and a column for each rule that any driver breaks."""

import argparse
import concurrent.futures
import json
import os
import re
import shlex
import sys
from pathlib import Path

from examples import check, marked_lines

ALSO = re.compile(r"//\s*ALSO\s+([\w, ]*\w)\s*(?://\s*VIOLATION\s*)?$")
FOUND = ("defect", "does-not-hold")
FINE = ("pass", "holds", "not-applicable", *FOUND)


def opt_in(folder):
    """Whether the rule is only run when asked for by its name: such a rule takes no part, its drivers do."""
    info = folder / "rule.json"
    return info.is_file() and json.loads(info.read_text(encoding="utf-8")).get("opt_in", False)


def expected(driver):
    """{(rule, line)}: what the comments of a driver say."""
    rule = driver.parent.name
    wanted = set() if opt_in(driver.parent) else {(rule, line) for _, line in marked_lines(driver)}
    for number, text in enumerate(driver.read_text(encoding="utf-8").splitlines(), 1):
        also = ALSO.search(text)
        if also:
            wanted |= {(name, number) for name in re.split(r"[, ]+", also.group(1))}
    return wanted


def found(driver, sdvlite):
    """({(rule, line)}, {rule: a verdict that says neither yes nor no}) of one run of all rules."""
    extra = driver.parent / "args"
    args = shlex.split(extra.read_text(encoding="utf-8"), comments=True) if extra.is_file() else []
    args += ["--model", driver.parents[1].name, "--jobs", "1"]
    _, results = check(sdvlite, driver.parent, [driver.name], [], args, "bfs")
    results = results["results"]
    places = {(r["rule"], d["location"]["line"]) for r in results for d in r.get("defects", [])}
    unsure = {r["rule"]: f'{r["verdict"]}: {r.get("reason", "")}' for r in results if r["verdict"] not in FINE}
    return places, unsure


def drivers_of(folder, only):
    drivers = (p for p in folder.glob("*/*") if re.fullmatch(r"(pass|fail|na).*\.(c|dir)", p.name))
    return sorted(p for p in drivers if re.search(only, p.parent.name))


def differences(driver, places, unsure):
    name = f"{driver.parent.name}/{driver.name}"
    wanted = expected(driver)
    for rule, line in sorted(places - wanted):
        yield f"{name}:{line}: breaks {rule}, which the line does not say"
    for rule, line in sorted(wanted - places):
        yield f"{name}:{line}: does not break {rule}, as the line says"
    for rule, why in sorted(unsure.items()):
        yield f"{name}: {rule} is {why}"


def draw(rows):
    """rows: {rule: {rule that its drivers break: number of drivers}}."""
    columns = sorted({c for row in rows.values() for c in row})
    for i, column in enumerate(columns, 1):
        yield f"{i:4} {column}"
    width = max(map(len, rows), default=0)
    yield " " * width + "".join(f"{i:4}" for i in range(1, len(columns) + 1))
    for rule, row in sorted(rows.items()):
        yield rule.ljust(width) + "".join(f"{row.get(c) or '.':>4}" for c in columns)


def run(folder, sdvlite, jobs, only=""):
    drivers = drivers_of(folder, only)
    rows = {d.parent.name: {} for d in drivers}
    wrong = 0
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for driver, (places, unsure) in zip(drivers, pool.map(lambda d: found(d, sdvlite), drivers)):
            for rule in {rule for rule, _ in places}:
                rows[driver.parent.name][rule] = rows[driver.parent.name].get(rule, 0) + 1
            for line in differences(driver, places, unsure):
                print(line, flush=True)
                wrong += 1
    return len(drivers), rows, wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=lambda p: Path(p).resolve())
    parser.add_argument("sdvlite", type=lambda p: Path(p).resolve())
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    count, rows, wrong = run(options.folder, options.sdvlite, options.jobs, options.only)
    print(f"{options.folder.name}: {count} drivers of {len(rows)} rules; drivers of the rule at the left that break the rule above")
    print(*draw(rows), sep="\n")
    print(f"{wrong} difference{'' if wrong == 1 else 's'}")
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main())
