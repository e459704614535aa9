# SPDX-License-Identifier: Apache-2.0
"""Makes frontend/os/ddis.txt from a table of what the driver documentation says of each DDI and callback.

usage: make_ddi_table.py DDIS.tsv [RULE_DDIS.tsv] > frontend/os/ddis.txt       (counts go to standard error)

The first input has a heading and the columns name, kind (function, callback), header, irql, rules, parameters. The second,
with the columns driver_model, rule, ddi, adds DDIs that the documentation of rules names and that have no page of their own:
names without facts. A fact is taken only where it can be read without doubt: an IRQL text with a condition ("see Remarks"), rows of one name that contradict
each other, or an empty list of parameters (which can mean none, and can mean not told) leave a gap, written "-"."""

import collections
import csv
import re
import sys

# Levels of x64, lowest first. A device's level is a range.
LEVELS = {"PASSIVE_LEVEL": "0", "APC_LEVEL": "1", "DISPATCH_LEVEL": "2", "DIRQL": "3 11", "CLOCK_LEVEL": "13",
          "IPI_LEVEL": "14", "HIGH_LEVEL": "15"}
ORDER = list(LEVELS)
ANY = (ORDER[0], ORDER[-1])
OPERATORS = {"": "=", "=": "=", "==": "=", "<=": "<=", "< =": "<=", "<": "<", ">": ">", ">=": ">=",
             "greater than": ">", "greater than or equal to": ">="}


def level(word):
    """The level that a word of the documentation names, or None."""
    word = re.sub(r"_\s+", "_", word.strip()).upper().replace(" ", "_")
    if word in ("PASSIVE", "DISPATCH", "APC"):
        word += "_LEVEL"
    return word if word in LEVELS else None


def around(operator, name):
    at = ORDER.index(name)
    if operator == "<":
        return (ORDER[0], ORDER[at - 1]) if at > 0 else None
    if operator == ">":
        return (ORDER[at + 1], ORDER[-1]) if at + 1 < len(ORDER) else None
    return {"=": (name, name), "<=": (ORDER[0], name), ">=": (name, ORDER[-1])}[operator]


def read_irql(text):
    """(least, most) level, or None when the text says something else, or more."""
    text = re.sub(r"\s+", " ", text).strip().rstrip(".").strip()
    annotation = re.fullmatch(r"_?(?:irql_)?requires_(max_)?\((\w+)\)", text, re.I)
    if annotation:
        name = level(annotation.group(2))
        return name and around("<=" if annotation.group(1) else "=", name)
    text = re.sub(r"^(?:can be )?called at (?:any irql level$)?", lambda m: "any" if m.group(0).endswith("level") else "", text, flags=re.I)
    if re.fullmatch(r"any(?: level| irql)?", text, re.I):
        return ANY
    text = re.sub(r"^irql ?", "", text, flags=re.I)
    between = re.fullmatch(r"(\w+) to (\w+)", text, re.I)
    if between:
        names = level(between.group(1)), level(between.group(2))
        return names if all(names) else None
    single = re.fullmatch(r"(<=|< =|<|>=|>|==|=|greater than or equal to|greater than|) ?\(?([a-z_ ]+)\)?", text, re.I)
    name = single and level(single.group(2))
    return name and around(OPERATORS[single.group(1).lower()], name)


def read_arity(parameters):
    """"2", "1+" for a function with variable arguments, or None when nothing is told."""
    if not parameters.strip():
        return None
    words = [p.strip() for p in parameters.split(";")]
    more = words[-1].endswith("...")
    return f"{len(words) - 1}+" if more else str(len(words))


def agreed(values):
    """What all of `values` that say something say; None when they differ or none does."""
    said = set(values)
    return said.pop() if len(said) == 1 else None


def merge(rows):
    kind = agreed("callback" if r["kind"] == "callback" else "ddi" for r in rows)
    # A row without a text says nothing; one whose text can't be read says that there is a doubt.
    irql = agreed(read_irql(r["irql"]) for r in rows if r["irql"].strip())
    arity = agreed(a for a in (read_arity(r["parameters"]) for r in rows) if a)
    headers = ",".join(sorted({r["header"] for r in rows if re.fullmatch(r"[\w.]+", r["header"])}))
    return kind, arity or "-", irql or ("-", "-"), headers or "-"


def main():
    rows = collections.defaultdict(list)
    count = collections.Counter()
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            count["rows"] += 1
            if row["irql"].strip():
                count["rows with an IRQL text"] += 1
                count["of those read"] += read_irql(row["irql"]) is not None
            if re.fullmatch(r"[A-Za-z_]\w*", row["name"]):
                rows[row["name"]].append(row)
            else:
                count["rows of interface methods, left out"] += 1
    if len(sys.argv) > 2:
        with open(sys.argv[2], encoding="utf-8", newline="") as file:
            named = {row["ddi"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
        for name in sorted(named - rows.keys()):
            if re.fullmatch(r"[A-Za-z_]\w*", name):
                rows[name] = [{"kind": "function", "header": "", "irql": "", "parameters": ""}]
                count["names from the documentation of rules"] += 1
    print("# DDIs and callbacks, as documented: made by tools/ddis/make_ddi_table.py; frontend/os/ddi_table.hpp explains the lines.")
    for name, value in LEVELS.items():
        print("level", name, value)
    for name in sorted(rows):
        kind, arity, (least, most), headers = merge(rows[name])
        if kind is None:
            count["names that are both DDI and callback, left out"] += 1
            continue
        count["names"] += 1
        count["names with an arity"] += arity != "-"
        count["names with an IRQL range"] += least != "-"
        count["of those not any level"] += least != "-" and (least, most) != ANY
        print(kind, name, arity, least, most, headers)
    for what, number in count.items():
        print(f"{number:6} {what}", file=sys.stderr)


if __name__ == "__main__":
    main()
