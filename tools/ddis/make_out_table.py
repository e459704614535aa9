# SPDX-License-Identifier: Apache-2.0
"""Makes frontend/os/out_parameters.txt: which parameters of a DDI are documented to be written through.

usage: make_out_table.py DDIS.tsv > frontend/os/out_parameters.txt

The input is that of make_ddi_table.py; its column parameters has words like "in", "out,optional", "in,out" before each name.
A number N says that the parameter is written, +N that it is read and written. Rows of one name that contradict each other
leave a gap."""

import collections
import csv
import re
import sys


def directions(parameters):
    """["2", "+3"]: what is written, by number from 1."""
    out = []
    for number, parameter in enumerate(parameters.split(";"), 1):
        words = set(re.split(r"[,/ ]+", parameter.strip().rsplit(" ", 1)[0].replace("_", " ").strip().lower()))
        if "out" in words or "inout" in words:
            out.append(("+" if "in" in words or "inout" in words else "") + str(number))
    return out


def main():
    rows = collections.defaultdict(set)
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["kind"] == "function" and re.fullmatch(r"[A-Za-z_]\w*", row["name"]) and row["parameters"].strip():
                rows[row["name"]].add(tuple(directions(row["parameters"])))
    print("# What DDIs write through their parameters, as documented: made by tools/ddis/make_out_table.py; +N is read, too.")
    for name in sorted(rows):
        if len(rows[name]) == 1 and (written := next(iter(rows[name]))):
            print(name, *written)


if __name__ == "__main__":
    main()
