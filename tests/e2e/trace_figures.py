# SPDX-License-Identifier: Apache-2.0
"""How short traces are, and whether what they mark as relevant is enough: figures over files of `check --format json`.

usage: trace_figures.py RESULTS.json...

Prints a row for each defect: relevant steps of all, and whether replaying the relevant decisions alone, with everything
else left free, reached the violation again (the checker tries that for every defect: trace.sufficient). Then medians."""

import json
import statistics
import sys


def rows(path):
    with open(path, encoding="utf-8") as file:
        results = json.load(file)
    for result in results["results"]:
        for defect in result["defects"]:
            trace, at = defect["trace"], defect["location"]
            relevant = [step for step in trace["steps"] if step["relevant"]]
            decisions = [step for step in relevant if step["kind"] == "branch"]
            place = f'{at["file"].rsplit("/", 1)[-1]}:{at["line"]}' if at else "?"
            yield results["driver"]["name"], result["rule"], place, len(relevant), len(decisions), len(trace["steps"]), trace["sufficient"]


def main():
    table = [row for path in sys.argv[1:] for row in rows(path)]
    if not table:
        print(__doc__, file=sys.stderr)
        return 2
    words = {True: "yes", False: "NO", None: "not tried"}
    for driver, rule, place, relevant, decisions, steps, enough in table:
        print(f"{driver:20} {rule:20} {place:24} {relevant:4} relevant ({decisions} decisions) of {steps:5} steps; enough: {words[enough]}")
    print(f"{len(table)} defects: median {statistics.median(r[3] for r in table)} relevant steps, most {max(r[3] for r in table)}; "
          f"enough alone: {sum(r[6] is True for r in table)}, not: {sum(r[6] is False for r in table)}, "
          f"not tried: {sum(r[6] is None for r in table)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
