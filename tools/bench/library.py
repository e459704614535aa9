# SPDX-License-Identifier: Apache-2.0
"""The drivers of the rule library and the examples: time, states, memory of each. PATTERN is a glob on the names, such as
"wdm/*". Every figure is the median of the runs. --save writes the figures as JSON; --against shows beside each how it compares
with saved ones, as a factor: below 1 is better."""

import fnmatch
import json
import os
import statistics
import sys
from pathlib import Path

from measure import ROOT, check, command

FIGURES = {"parse s": ".2f", "check s": ".3f", "states": ".0f", "summaries": ".0f", "peak MB": ".1f"}


def cases():
    """{name: (folder, arguments of `sdvlite check`)}"""
    found = {}
    for driver in sorted(ROOT.glob("rules/library/*/*/*.c")):
        rule = f"{driver.parent.parent.name}/{driver.parent.name}"
        found[f"{rule}/{driver.name}"] = (driver.parent, [driver.name, "--rules", rule])
    for expected in sorted(ROOT.glob("examples/*/expected.json")):
        wanted = json.loads(expected.read_text(encoding="utf-8"))
        rules = [word for rule in sorted(wanted["rules"]) for word in ("--rules", rule)]
        arguments = [*wanted.get("input", ["."]), *rules, *wanted.get("args", [])]
        found[f"examples/{expected.parent.name}"] = (expected.parent, arguments)
    return found


def measure(binary, folder, arguments, search):
    """The figures of one run, and its verdicts."""
    _, results = check(binary, [*arguments, "--search", search], folder)
    stats = [result["stats"] for result in results["results"]]
    figures = {
        "parse s": results["timing"]["parse_seconds"],
        "check s": results["timing"]["check_seconds"],
        "states": sum(s["states"] for s in stats),
        "summaries": sum(s["summaries"] for s in stats),
        "peak MB": max((s["peak_bytes"] for s in stats), default=0) / 1e6,
    }
    return figures, " ".join(sorted({result["verdict"] for result in results["results"]}))


def row(name, figures, verdicts, before):
    cells = []
    for figure, form in FIGURES.items():
        factor = f" x{figures[figure] / before[figure]:.2f}" if before and before[figure] else ""
        cells.append(f"{format(figures[figure], form)}{factor}".rjust(16))
    return f"{name:<44}{''.join(cells)}  {verdicts}"


def add_options(parser):
    parser.add_argument("pattern", nargs="?", default="*", metavar="PATTERN")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--search", choices=["bfs", "dfs"], default="bfs")
    parser.add_argument("--save", type=Path)
    parser.add_argument("--against", type=Path)


def main(options):
    before = json.loads(options.against.read_text(encoding="utf-8")) if options.against else {}
    chosen = {name: case for name, case in cases().items() if fnmatch.fnmatch(name, options.pattern)}
    if not chosen:
        sys.exit(f"bench: nothing is called {options.pattern}")
    binary = command()
    print(" " * 44 + "".join(figure.rjust(16) for figure in FIGURES))
    saved = {}
    for name, (folder, arguments) in chosen.items():
        runs, verdicts = zip(*(measure(binary, folder, arguments, options.search) for _ in range(max(1, options.runs))))
        saved[name] = {figure: statistics.median(run[figure] for run in runs) for figure in FIGURES}
        print(row(name, saved[name], " | ".join(sorted(set(verdicts))), before.get(name)), flush=True)
    if options.save:
        whole = options.save.with_name(options.save.name + ".part")
        whole.write_text(json.dumps(saved, indent=2) + "\n", encoding="utf-8")
        os.replace(whole, options.save)
