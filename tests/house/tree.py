# SPDX-License-Identifier: Apache-2.0
"""The source tree as the checks of this folder see it: files with their lines, and how a check reports."""

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IGNORED_FOLDERS = {".git", "build", "__pycache__", ".cache"}
CPP = (".cpp", ".hpp", ".h")
# C and IR that the tool reads; it is not part of the tool.
INPUT_OF_THE_TOOL = ("frontend/headers/", "rules/include/", "rules/library/", "rules/templates/", "examples/", "tests/golden/", "tests/data/")


def files(root, suffixes=None, below="."):
    """Every file below root/below, as sorted paths relative to root; `suffixes` restricts to those endings."""
    found = []
    for folder, folders, names in os.walk(Path(root) / below):
        folders[:] = sorted(f for f in folders if f not in IGNORED_FOLDERS)
        for name in sorted(names):
            if suffixes is None or name.endswith(tuple(suffixes)):
                found.append((Path(folder) / name).relative_to(root))
    return found


def own_files(root, suffixes, below="."):
    """The same without what the tool reads as its input."""
    return [path for path in files(root, suffixes, below) if not path.as_posix().startswith(INPUT_OF_THE_TOOL)]


def read(root, path):
    """The text of a file; undecodable bytes show up as replacement characters."""
    return (Path(root) / path).read_text(encoding="utf-8", errors="replace")


def without_comments(text):
    """C++ text with comments blanked, line breaks and string literals kept."""

    def blank(match):
        token = match.group(0)
        return re.sub(r"[^\n]", " ", token) if token.startswith("/") else token

    return re.sub(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, text, flags=re.S)


def folder_of(path, folders):
    """The longest of `folders` that holds `path`, or None."""
    holding = [f for f in folders if path.as_posix().startswith(f + "/")]
    return max(holding, key=len, default=None)


def run(check):
    """Runs check(root), which yields problems as text, on the root given as argument; exits 1 when there are any."""
    problems = list(check(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT))
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)
