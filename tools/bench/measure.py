# SPDX-License-Identifier: Apache-2.0
"""What all benchmarks share: running a program with its CPU time and peak memory, and printing tables."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Run:
    """One process and the processes that it waited for. Memory is that of the largest of them."""
    code: int
    cpu: float  # seconds, user and system
    peak: int   # bytes
    out: str
    err: str


def run(command, folder=None, environment=None):
    """CPU time and not the clock: other work on the machine must not change a figure."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen([str(word) for word in command], cwd=folder, stdout=out, stderr=err,
                                 env={**os.environ, **(environment or {})})
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read().decode("utf-8", "replace"))
    return Run(child.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, *texts)


def command():
    """The built command. SDVLITE names another binary, to compare two; the launcher builds what is missing, unmeasured."""
    if "SDVLITE" in os.environ:
        binary = Path(os.environ["SDVLITE"]).resolve()  # it is started in folders of its own
        return binary if binary.is_file() else sys.exit(f"bench: SDVLITE names '{binary}', which is not there")
    subprocess.run([ROOT / "tools/sdvlite", "--version"], check=True, stdout=subprocess.DEVNULL)
    return Path(os.environ.get("SDVLITE_BUILD_DIR", ROOT / "build/release")) / "tools/cli/sdvlite"


def check(binary, arguments, folder=None, cache=""):
    """One `sdvlite check`: the run, and its results. `cache` is a folder for what is kept of C files; none by default."""
    done = run([binary, "check", *arguments, "--format", "json"], folder, {"SDVLITE_CACHE_DIR": str(cache)})
    try:
        return done, json.loads(done.out)
    except json.JSONDecodeError:
        sys.exit(f"bench: sdvlite check {' '.join(map(str, arguments))}: exit code {done.code}\n{done.err[:2000]}")


class Table:
    """Rows as they come: the columns have fixed widths. The first column is to the left, the others to the right."""

    def __init__(self, *columns):
        self.widths = [width for _, width in columns]
        self.row(*(name for name, _ in columns))

    def row(self, *cells):
        first, *rest = (str(cell) for cell in cells)
        print(first.ljust(self.widths[0]) + "".join(c.rjust(w) for c, w in zip(rest, self.widths[1:])), flush=True)
