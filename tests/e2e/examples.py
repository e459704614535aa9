# SPDX-License-Identifier: Apache-2.0
"""Runs `sdvlite check` on an example or on the drivers of a rule, with both searches, and compares every verdict and
the place of every defect exactly.

usage: examples.py example DIR SDVLITE
       examples.py rule DIR SDVLITE
       examples.py restated SLIC SDVLITE
       examples.py ladder DIR SDVLITE

An example is a folder with an expected.json:
  { "rules": { "wdm/CancelSpinLock": { "verdict": "defect",
                                       "defects": [{"file": "x.c", "line": 42, "function": "F"}] },
               "Mine.slic": { "verdict": "pass" } },    a rule of its own, in the folder
    "input": ["x.vcxproj"],      what to check, relative to the folder; the folder itself when absent
    "args": ["--model", "wdm"],  further arguments
    "exit": 1 }                  the exit code; derived from the verdicts when absent

The folder of a rule, rules/library/<model>/<Rule>/, holds drivers by name: pass* must pass (or the property hold), fail*
must have a defect at exactly the lines that end in the comment "// VIOLATION" (or the property does not hold), na* is
not applicable. An optional file args holds further arguments.

A rule restated, tests/restated/<model>/<Rule>.slic, says in the style of old rules what the library's <Rule> says: on the
drivers of that rule both have the same verdicts, with defects at the same lines. Rules `with guard` are run with single
callbacks only: a driver whose defect takes several says "// LIFECYCLE" and is not compared with them.

A step of the ladder, tests/ladder/<what>/, holds pass.c and fail.c, which differ in one mistake; the rule is
tests/ladder/Lock.slic.

Every result is also validated against the schemas that tools/report publishes, its SARIF form against OASIS's; every
trace is read back, written again without loss, and replayed."""

import json
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import schemas

SECONDS = 600
EXIT = {"pass": 0, "holds": 0, "does-not-hold": 0, "not-applicable": 0, "defect": 1, "inconclusive": 3, "unsupported": 3}
GRAVITY = [0, 3, 1, 2]


class Mismatch(Exception):
    pass


def run(sdvlite, folder, *words):
    return subprocess.run([str(sdvlite), *words], cwd=folder, timeout=SECONDS, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def check(sdvlite, folder, inputs, rules, args, search):
    """The exit code and the parsed results of one run in `folder`; JSON and SARIF have been looked at."""
    with tempfile.TemporaryDirectory(prefix="sdvlite-") as scratch:
        files = {form: Path(scratch) / f"out.{form}" for form in ("json", "sarif")}
        forms = (w for form, file in files.items() for w in ("--format", f"{form}={file}"))
        words = ["check", *inputs, *(w for rule in rules for w in ("--rules", rule)), *forms, "--search", search]
        done = run(sdvlite, folder, *words, *args)
        if not all(file.is_file() for file in files.values()):
            raise Mismatch(f"exit code {done.returncode}, no results\n{done.stdout}{done.stderr}")
        results = json.loads(files["json"].read_text(encoding="utf-8"))
        problems = list(schemas.sarif_problems(json.loads(files["sarif"].read_text(encoding="utf-8"))))
        problems += trace_problems(sdvlite, folder, results, files["json"])
        if problems:
            raise Mismatch(f"--search {search}: " + "\n".join(problems[:20]))
        return done.returncode, results


def trace_problems(sdvlite, folder, results, file):
    """Every trace has to come back as it was written, and to hold when it is replayed."""
    found = [f for r in results["results"] for f in r["defects"] + r["unconfirmed"] if "trace" in f]
    for number, one in enumerate(found, 1):
        shown = run(sdvlite, folder, "trace", "show", str(file), "--number", str(number), "--format", "json")
        if shown.returncode != 0 or json.loads(shown.stdout) != one["trace"]:
            yield f"trace {number} is not the same when it was read and written\n{shown.stderr}"
    if any(f["trace"]["confirmed"] for f in found) and not any(not f["trace"]["confirmed"] for f in found):
        valid = run(sdvlite, folder, "trace", "validate", str(file))
        if valid.returncode != 0 or valid.stdout.count("holds: ") != len(found):
            yield f"a trace does not hold\n{valid.stdout}{valid.stderr}"


def relative(file, folder):
    """A reported file as expected.json writes it: relative to the example's folder."""
    path = (Path(folder) / file).resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()


def places(result, folder, with_function):
    found = []
    for defect in result.get("defects", []):
        at = defect["location"]
        place = (relative(at["file"], folder), at["line"])
        found.append(place + (at["function"],) if with_function else place)
    # A marked line says where, not how often: the same place may break a rule in two ways.
    return sorted(found) if with_function else sorted(set(found))


def explain(result):
    """What a wrong verdict rests on, for the reader of the test's log."""
    keep = ("reason", "unconfirmed", "assumptions")
    return json.dumps({k: result[k] for k in keep if result.get(k)}, indent=2, ensure_ascii=False)[:4000]


def compare_verdicts(expected, results):
    named = {f'{r["model"]}/{r["rule"]}' if r["model"] else r["rule_file"]: r for r in results["results"]}
    if set(named) != set(expected):
        raise Mismatch(f"results for {sorted(named)}, expected {sorted(expected)}")
    for rule, (verdicts, _) in expected.items():
        if named[rule]["verdict"] not in verdicts:
            raise Mismatch(f'{rule}: {named[rule]["verdict"]}, expected {" or ".join(verdicts)}\n{explain(named[rule])}')
    return named


def compare(expected, results, folder, with_function):
    """expected: {rule: (verdicts, sorted places)}."""
    named = compare_verdicts(expected, results)
    for rule, (_, wanted) in expected.items():
        # What shows that a property holds breaks nothing; an example may say where it shows.
        shows = named[rule]["verdict"] == "holds" and not wanted
        found = [] if shows else places(named[rule], folder, with_function)
        if found != wanted:
            raise Mismatch(f"{rule}: defects at {found}, expected {wanted}")
        for defect in named[rule].get("defects", []):
            if not defect["trace"]["confirmed"]:
                raise Mismatch(f"{rule}: a defect with a trace that is not confirmed")


def gravest(verdicts):
    return max((EXIT[v] for v in verdicts), key=GRAVITY.index, default=0)


def run_both(sdvlite, folder, inputs, expected, args, wanted_exit, with_function):
    for search in ("bfs", "dfs"):
        code, results = check(sdvlite, folder, inputs, sorted(expected), args, search)
        try:
            compare(expected, results, folder, with_function)
            wanted = gravest(r["verdict"] for r in results["results"]) if wanted_exit is None else wanted_exit
            if code != wanted:
                raise Mismatch(f"exit code {code}, expected {wanted}")
            problems = list(schemas.problems(results))
            if problems:
                raise Mismatch("\n".join(problems[:20]))
        except Mismatch as mismatch:
            raise Mismatch(f"--search {search}: {' '.join(inputs)}: {mismatch}") from None


def check_example(folder, sdvlite):
    wanted = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    unknown = set(wanted) - {"rules", "input", "args", "exit"}
    if unknown or not wanted.get("rules"):
        raise Mismatch(f"expected.json: unknown keys {sorted(unknown)}, or no rules")
    expected = {}
    for rule, row in wanted["rules"].items():
        wanted_places = sorted((d["file"], d["line"], d["function"]) for d in row.get("defects", []))
        expected[rule] = ([row["verdict"]], wanted_places)
    run_both(sdvlite, folder, wanted.get("input", ["."]), expected, wanted.get("args", []), wanted.get("exit"), True)


def marked_lines(driver):
    lines = driver.read_text(encoding="utf-8").splitlines()
    return [(driver.name, n) for n, line in enumerate(lines, 1) if re.search(r"//\s*VIOLATION\s*$", line)]


def check_rule(folder, sdvlite):
    rule = f"{folder.parent.name}/{folder.name}"
    extra = folder / "args"
    args = shlex.split(extra.read_text(encoding="utf-8"), comments=True) if extra.is_file() else []
    drivers = sorted(p for p in folder.iterdir() if re.fullmatch(r"(pass|fail|na).*\.(c|dir)", p.name))
    kinds = {re.match(r"pass|fail|na", p.name).group(0) for p in drivers}
    if not {"pass", "fail"} <= kinds:
        raise Mismatch(f"{rule}: needs a driver that passes and one that fails, has {[p.name for p in drivers]}")
    for driver in drivers:
        marked = marked_lines(driver)
        verdicts = {"p": ["pass", "holds"], "f": ["defect"] if marked else ["does-not-hold"], "n": ["not-applicable"]}
        if marked and not driver.name.startswith("fail"):
            raise Mismatch(f"{driver.name}: marks a violation, but is not called fail*")
        run_both(sdvlite, folder, [driver.name], {rule: (verdicts[driver.name[0]], marked)}, args, None, False)


def check_restated(slic, sdvlite):
    rule = f"{slic.parent.name}/{slic.stem}"
    folder = Path(__file__).resolve().parents[2] / "rules" / "library" / rule
    drivers = sorted(p.name for p in folder.iterdir() if re.fullmatch(r"(pass|fail).*\.(c|dir)", p.name))
    if re.search(r"\bwith\s+guard\b", slic.read_text(encoding="latin-1")):
        drivers = [d for d in drivers if "\n// LIFECYCLE\n" not in (folder / d).read_text(encoding="utf-8")]
    if not drivers:
        raise Mismatch(f"{rule}: the library has no drivers for it")
    for driver in drivers:
        _, results = check(sdvlite, folder, [driver], [rule, str(slic)], [], "bfs")
        modern, old = sorted(results["results"], key=lambda r: r["rule_file"] == str(slic))
        if (modern["verdict"], places(modern, folder, False)) != (old["verdict"], places(old, folder, False)):
            raise Mismatch(f"{driver}: {modern['verdict']} at {places(modern, folder, False)}, restated: "
                           f"{old['verdict']} at {places(old, folder, False)}\n{explain(old)}")


def check_ladder(folder, sdvlite):
    rule = "../Lock.slic"
    marked = marked_lines(folder / "fail.c")
    if not marked or marked_lines(folder / "pass.c"):
        raise Mismatch(f"{folder.name}: fail.c marks a violation, pass.c none")
    run_both(sdvlite, folder, ["pass.c"], {rule: (["pass"], [])}, [], None, False)
    run_both(sdvlite, folder, ["fail.c"], {rule: (["defect"], marked)}, [], None, False)


def main():
    kind, folder, sdvlite = sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve()
    try:
        {"example": check_example, "rule": check_rule, "restated": check_restated,
         "ladder": check_ladder}[kind](folder, sdvlite)
    except (Mismatch, subprocess.TimeoutExpired) as problem:
        print(f"{folder}: {problem}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
