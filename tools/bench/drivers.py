# SPDX-License-Identifier: Apache-2.0
"""Real drivers beside clang: CPU time of clang's own parse of a driver's files, of sdvlite's reading, and of checking every
rule of the library (rules compiled, models loaded, solver included, the C files' IR kept by an earlier run). Of the projects
that drivers.txt lists, in a checkout of microsoft/Windows-driver-samples. Then what the verdicts were, and each that is
inconclusive with its rule and reason."""

import collections
import fnmatch
import json
import shutil
import sys
import tempfile
from pathlib import Path

from measure import Table, check, command, run

LIST = Path(__file__).resolve().with_name("drivers.txt")
SMALL, MOST_SECONDS, MOST_RATIO = 2000, 1.0, 2.0  # lines; the aims for drivers of up to so many lines and for larger ones


def lines_of(files):
    return sum(Path(file).read_bytes().count(b"\n") for file in files if Path(file).is_file())


def clang_command(reader, clang):
    """clang -fsyntax-only as sdvlite calls it; without a clang, sdvlite-cc that stops where clang has parsed."""
    if not clang:
        return [reader[0], "--only", "parse", *reader[1:]]
    words = run([reader[0], "--only", "arguments", *reader[1:]]).out.splitlines()
    return [clang, *words]


def measure(binary, project, clang, folder, options):
    scan = json.loads(run([binary, "scan", project, "--format", "json"], folder, {"SDVLITE_CACHE_DIR": ""}).out)
    parse = sum(run(clang_command(reader, clang), folder).cpu for reader in scan["readers"])
    read = sum(run(reader, folder).cpu for reader in scan["readers"])
    arguments = [project, "--model", "wdm", "--timeout", options.rule_timeout, "--jobs", "1"]
    for pattern in options.rules:
        arguments += ["--rules", pattern]
    cache = Path(folder) / "cache"
    run([binary, "scan", project, "--format", "json"], folder, {"SDVLITE_CACHE_DIR": str(cache)})
    done, results = check(binary, arguments, folder, cache)
    return lines_of(Path(folder) / file for file in scan["driver"]["files"]), parse, read, done, results["results"]


def add_options(parser):
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--only", default="*", metavar="GLOB", help="projects whose paths match")
    parser.add_argument("--rules", action="append", default=[], help="as `sdvlite check --rules`; default: the whole library")
    parser.add_argument("--rule-timeout", default="10", metavar="S")
    parser.add_argument("--clang", default=shutil.which("clang-19"), help="a clang 19; without it sdvlite-cc parses alone")


def main(options):
    listed = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    chosen = [name for name in listed if fnmatch.fnmatch(name, options.only)]
    binary = command()
    table = Table(("driver", 32), ("lines", 8), ("clang s", 9), ("read s", 9), ("check s", 9), ("/ clang", 9), ("peak MB", 9), ("aim", 8))
    verdicts, doubts, missed = collections.Counter(), [], 0
    for name in chosen:
        project = (options.checkout / name).resolve()
        if not project.is_file():
            sys.exit(f"bench: '{project}' is not there")
        with tempfile.TemporaryDirectory() as folder:
            lines, parse, read, done, results = measure(binary, project, options.clang, folder, options)
        met = done.cpu < MOST_SECONDS if lines <= SMALL else done.cpu <= MOST_RATIO * parse
        missed += not met
        table.row(Path(name).stem, lines, f"{parse:.2f}", f"{read:.2f}", f"{done.cpu:.2f}", f"{done.cpu / max(parse, 0.001):.1f}",
                  f"{done.peak / 1e6:.0f}", "met" if met else "missed")
        for result in results:
            verdicts[result["verdict"]] += 1
            if result["verdict"] == "inconclusive":
                doubts.append((result["reason"].split("; --")[0], Path(name).stem, result["rule"], result["stats"]["seconds"]))
    print("verdicts: " + ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common()))
    for reason, driver, rule, seconds in sorted(doubts):
        print(f"  inconclusive: {driver} {rule} after {seconds:.1f} s: {reason}")
    print(f"aims: {len(chosen) - missed} of {len(chosen)} met (up to {SMALL} lines: under {MOST_SECONDS:.0f} s; larger: at most "
          f"{MOST_RATIO:.0f} times clang)")
