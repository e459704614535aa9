# SPDX-License-Identifier: Apache-2.0
"""Inputs that mean harm, too large to be kept as files: each ends with a message, the documented exit code, in bounded
time and memory.

usage: hostile.py SDVLITE"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS = 120
MEGABYTES = 1024  # that a process may hold in memory at once
GOOD = "int Fine(int x) { return x; }\n"


def deep(opening, closing, n=100_000):
    return "int Deep(int x) { return " + opening * n + "x" + closing * n + "; }\n" + GOOD


def project(body, head=""):
    return f'<?xml version="1.0"?>\n{head}<Project>{body}<ItemGroup><ClCompile Include="fine.c"/></ItemGroup></Project>\n'


ENTITIES = ("<!DOCTYPE Project [<!ENTITY a0 \"lol\">"
            + "".join(f"<!ENTITY a{i} \"{f'&a{i - 1};' * 10}\">" for i in range(1, 12)) + "]>\n")
DOUBLING = "<PropertyGroup><A>xxxxxxxx</A>" + "<A>$(A)$(A)</A>" * 60 + "</PropertyGroup>"

# name: (files, input, exit code, what standard error or output says)
CASES = {
    "nested brackets": ({"a.c": deep("(", ")")}, "a.c", 0, "bracket nesting level exceeded"),
    "a row of operators": ({"a.c": deep("!", "", 200_000)}, "a.c", 2, "clang crashed on this file"),
    "source of 50 MB": ({"a.c": GOOD + "/*" + "x" * (50 << 20) + "*/\n"}, "a.c", 2, "larger than 16 MB"),
    "header of 50 MB": ({"a.c": '#include "big.h"\n' + GOOD, "big.h": "//" + "y" * (50 << 20) + "\n"}, "a.c", 0, "big.h"),
    "binary source": ({"a.c": os.urandom(200_000)}, "a.c", 2, "this file is binary"),
    "binary project": ({"a.vcxproj": b"MZ\x00\x90" + os.urandom(5000)}, "a.vcxproj", 2, "this is no XML"),
    "binary database": ({"compile_commands.json": b"\x00\xff" * 100}, "compile_commands.json", 2, "this is no JSON"),
    "includes that go round": ({"a.c": '#include "b.h"\n' + GOOD, "b.h": '#include "c.h"\n', "c.h": '#include "b.h"\n'},
                               "a.c", 0, "#include nested too deeply"),
    "includes that escape": ({"a.c": '#include "../../../../../../../../../../dev/zero"\n#include "/etc/no/such.h"\n' + GOOD},
                             "a.c", 0, "Permission denied"),
    "entities": ({"a.vcxproj": project("&a11;", ENTITIES), "fine.c": GOOD}, "a.vcxproj", 2, "may not have a document type"),
    "properties that double": ({"a.vcxproj": project(DOUBLING), "fine.c": GOOD}, "a.vcxproj", 0, ""),
    "imports that go round": ({"a.vcxproj": project('<Import Project="b.props"/>'),
                               "b.props": '<Project><Import Project="a.vcxproj"/></Project>', "fine.c": GOOD},
                              "a.vcxproj", 0, "is imported by itself"),
    "a project of 20 MB": ({"a.vcxproj": project("<!--" + "z" * (20 << 20) + "-->"), "fine.c": GOOD}, "a.vcxproj", 2, "larger than"),
}


def run(name, sdvlite):
    files, argument, code, word = CASES[name]
    with tempfile.TemporaryDirectory(prefix="sdvlite-hostile-") as folder:
        for path, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (Path(folder) / path).write_bytes(data)
        done = subprocess.run([sdvlite, "scan", argument], cwd=folder, timeout=SECONDS, capture_output=True, text=True,
                              errors="replace",
                              stdin=subprocess.DEVNULL)
    said = done.stderr + done.stdout
    wrong = []
    if done.returncode != code:
        wrong.append(f"exit code {done.returncode} instead of {code}")
    if word not in said:
        wrong.append(f"does not say {word!r}")
    if len(said) > 200_000:
        wrong.append(f"says {len(said)} bytes")
    return [f"{name}: {w}\n    {said[:600]}" for w in wrong]


def main():
    sdvlite = Path(sys.argv[1]).resolve()
    wrong = [line for name in CASES for line in run(name, str(sdvlite))]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    if peak > MEGABYTES:
        wrong.append(f"a process took {peak} MB")
    print("\n".join(wrong) or f"{len(CASES)} inputs, at most {peak} MB")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
