# SPDX-License-Identifier: Apache-2.0
"""A grid without calls, beside Spin: k clients ask for a lock, hold it, count and give it back, in any order. One list of
statements is written as driver IR and as Promela, statement by statement, so that both have the same control points; all
data are followed, nothing is sliced, joined or reduced. Checked: the number of states is the same. Measured: states a CPU
second and bytes a state, both without what the same program without its loop takes."""

import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from measure import Table, check, command, run

RULE = """\
#include "slic_base.h"

state { enum { outside, inside } where = outside; }

fun_DRIVER_DISPATCH.entry { where = inside; }

fun_DRIVER_DISPATCH.exit
{
    if (where == outside) abort "$fname ends twice.";
    where = outside;
}
"""

RUMUR = 44  # bytes a state that rumur, the tightest explicit model checker, is said to need on such a grid
HARNESSES = 2  # sdvlite goes through the grid in a single callback, then in a life cycle: shown is one of the two
SLOTS = 24  # of Spin's hash table, as a power of two


@dataclass
class Program:
    """Statements by number: ("set", variable, value), ("if", condition, to, else to), ("choose", [to]), ("goto", to); a "set"
    goes to the next one."""
    variables: list
    statements: list


def grid(clients, rounds):
    out = Program(["lock"] + [f"{x}{i}" for x in "pc" for i in range(clients)], [])
    add = out.statements.append
    for variable in out.variables:
        add(("set", variable, "0"))
    loop = len(out.statements)
    each = 14  # statements of one client
    add(("choose", [loop + 1 + i * each for i in range(clients)]))
    for i in range(clients):
        at, p, c = loop + 1 + i * each, f"p{i}", f"c{i}"
        add(("if", f"{p} == 0", at + 1, at + 3))  # idle: asks for the lock
        add(("set", p, "1"))
        add(("goto", loop))
        add(("if", f"{p} == 1", at + 4, at + 8))  # waits: gets it when it is free
        add(("if", "lock == 0", at + 5, loop))
        add(("set", "lock", "1"))
        add(("set", p, "2"))
        add(("goto", loop))
        add(("set", c, f"{c} + 1"))               # holds it: counts and gives it back
        add(("if", f"{c} == {rounds}", at + 10, at + 11))
        add(("set", c, "0"))
        add(("set", "lock", "0"))
        add(("set", p, "0"))
        add(("goto", loop))
    return out


def empty(program):
    """The same variables, and a loop that does nothing."""
    sets = [s for s in program.statements if s[0] == "set"][:len(program.variables)]
    return Program(program.variables, [*sets, ("goto", len(sets) + 1), ("goto", len(sets))])  # Spin takes no loop of one


def as_ir(program):
    lines = ["struct _DEVICE_OBJECT { void* DeviceExtension; };", "struct _IRP { u8 Cancel; };", "",
             "[role DRIVER_DISPATCH IRP_MJ_READ] i32 Read(struct _DEVICE_OBJECT* device, struct _IRP* irp) {"]
    lines += [f"    u8 {v};" for v in program.variables]
    for i, (kind, *rest) in enumerate(program.statements):
        text = {"set": lambda v, e: f"{v} = (u8)({e});", "if": lambda c, a, b: f"if ({c}) goto L{a}; else goto L{b};",
                "choose": lambda to: "choose goto " + ", ".join(f"L{t}" for t in to) + ";", "goto": lambda t: f"goto L{t};"}[kind](*rest)
        lines.append(f"L{i}: {text}")
    return "\n".join([*lines, "}", ""])


def as_promela(program):
    lines = [*(f"byte {v};" for v in program.variables), "", "active proctype grid() {"]
    for i, (kind, *rest) in enumerate(program.statements):
        text = {"set": lambda v, e: f"{v} = {e}; goto L{i + 1};",
                "if": lambda c, a, b: f"if :: {c} -> goto L{a} :: else -> goto L{b} fi;",
                "choose": lambda to: "if " + " ".join(f":: true -> goto L{t}" for t in to) + " fi;",
                "goto": lambda t: f"skip; goto L{t};"}[kind](*rest)
        lines.append(f"L{i}: {text}")
    return "\n".join([*lines, "}", ""])


@dataclass
class Figures:
    states: int
    transitions: int
    cpu: float
    peak: int


def run_sdvlite(binary, program, folder):
    (folder / "grid.dir").write_text(as_ir(program), encoding="utf-8")
    (folder / "Grid.slic").write_text(RULE, encoding="utf-8")
    done, results = check(binary, ["grid.dir", "--rules", "Grid.slic", "--explicit", "--jobs", "1", "--timeout", "3600",
                                   "--memory", "16000", "--max-states", "1000000000"], folder)
    result = results["results"][0]
    if result["verdict"] not in ("pass", "not-applicable"):
        sys.exit(f"bench: the grid is {result['verdict']}: {result['reason']}")
    return Figures(result["stats"]["states"], result["stats"]["transitions"], done.cpu, done.peak)


def run_spin(program, folder):
    (folder / "grid.pml").write_text(as_promela(program), encoding="utf-8")
    for words in (["spin", "-a", "-o3", "grid.pml"],  # -o3: no merging of statements
                  ["cc", "-O2", "-w", "-DBFS", "-DNOREDUCE", "-DSAFETY", "-DMEMLIM=16000", "-o", "pan", "pan.c"]):
        made = run(words, folder)
        if made.code != 0:
            sys.exit(f"bench: {' '.join(words)}: {made.out}{made.err}")
    done = run([folder / "pan", "-m1000000", f"-w{SLOTS}", "-E", "-n"], folder)
    states = re.search(r"(\d+) states, stored", done.out)
    transitions = re.search(r"(\d+) transitions", done.out)
    if not states or "Search not completed" in done.out:
        sys.exit(f"bench: pan: {done.out}{done.err}")
    return Figures(int(states.group(1)), int(transitions.group(1)), done.cpu, done.peak)


def add_options(parser):
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=9, help="what each client's counter counts to")


def main(options):
    if not shutil.which("spin"):
        sys.exit("bench: spin is missing; tools/setup --bench installs it")
    program = grid(options.clients, options.rounds)
    binary = command()
    table = Table(("", 12), ("states", 12), ("transitions", 13), ("CPU s", 9), ("states/s", 12), ("bytes/state", 13))
    grown = {}
    with tempfile.TemporaryDirectory() as name:
        for who, measure in (("Spin", run_spin), ("sdvlite", lambda p, f: run_sdvlite(binary, p, f))):
            base, whole = measure(empty(program), Path(name)), measure(program, Path(name))
            times = HARNESSES if who == "sdvlite" else 1
            one = Figures((whole.states - base.states) // times, (whole.transitions - base.transitions) // times,
                          max(0.001, whole.cpu - base.cpu) / times, max(0, whole.peak - base.peak))
            grown[who] = one
            table.row(who, one.states, one.transitions, f"{one.cpu:.2f}", f"{one.states / one.cpu:.0f}", f"{one.peak / one.states:.1f}")
    ours, spin = grown["sdvlite"], grown["Spin"]
    print(f"time: {ours.cpu / spin.cpu:.1f} times Spin's; memory: {ours.peak / max(1, spin.peak):.1f} times Spin's, "
          f"{ours.peak / ours.states / RUMUR:.1f} times the {RUMUR} bytes a state that are said of rumur")
    if ours.states != spin.states:
        sys.exit(f"bench: sdvlite finds {ours.states} states, Spin {spin.states}")
