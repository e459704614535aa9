# SPDX-License-Identifier: Apache-2.0
"""What lies where, and how long files are: the agreed entries at the top, a README.md in each top-level folder, no
source of more than 500 lines unless long_files.txt gives the reason, an opening comment in each C++ file."""

import re
from pathlib import Path

import tree

TOP_FOLDERS = {"grammar", "core", "rules", "frontend", "examples", "tests", "tools"}
TOP_FILES = {"README.md", "LICENSE", "CMakePresets.json", "CMakeLists.txt"}
MOST_LINES = 500
SOURCES = tree.CPP + (".g4", ".py", ".js", ".mjs", ".css", ".cmake", ".bash", ".sh", "CMakeLists.txt")


def check_top(root):
    for entry in sorted(Path(root).iterdir()):
        name = entry.name
        if name.startswith(".") or name == "build" or name in (TOP_FOLDERS if entry.is_dir() else TOP_FILES):
            continue
        yield f"{name}: not one of the agreed top-level entries"
    for folder in sorted(TOP_FOLDERS):
        if (Path(root) / folder).is_dir() and not (Path(root) / folder / "README.md").is_file():
            yield f"{folder}/: has no README.md"


def long_files(root):
    """{path: reason} of the files that may be longer."""
    lines = tree.read(root, "tests/house/long_files.txt").splitlines()
    rows = (line.split(":", 1) for line in lines if line.strip() and not line.startswith("#"))
    return {path.strip(): reason.strip() for path, *rest in rows for reason in [rest[0] if rest else ""]}


def check_lengths(root):
    allowed = long_files(root)
    for path, reason in allowed.items():
        if not reason:
            yield f"tests/house/long_files.txt: {path}: gives no reason"
    seen = set()
    for path in tree.own_files(root, SOURCES):
        lines = tree.read(root, path).count("\n")
        if lines <= MOST_LINES:
            continue
        seen.add(path.as_posix())
        if path.as_posix() not in allowed:
            yield f"{path}:{MOST_LINES + 1}: {lines} lines, more than {MOST_LINES}: split it"
    for path in sorted(set(allowed) - seen):
        yield f"tests/house/long_files.txt: {path}: is not a long file any more; remove the line"


def check_openings(root):
    """A C++ file starts with the licence's name and a comment that says what it is; a header says it for its
    .cpp, and a test is named after what it tests."""
    for path in tree.own_files(root, (".cpp", ".hpp")):
        lines = tree.read(root, path).splitlines()[:3]
        if not any("SPDX-License-Identifier: Apache-2.0" in line for line in lines):
            yield f"{path}:1: no SPDX-License-Identifier in its first lines"
        stems = {path.stem, path.stem.removesuffix("_support")}
        has_header = any((Path(root) / path.with_name(stem + ".hpp")).is_file() for stem in stems)
        explained = any(re.match(r"(//|/\*)\s*\S", line) and "SPDX" not in line for line in lines)
        named_after_its_subject = has_header and path.suffix == ".cpp" or path.name.endswith("_test.cpp")
        if not explained and not named_after_its_subject:
            yield f"{path}:1: does not open with a comment about what it is"


# Folders that tests are made of, and the file without which the build would not see a test in them.
TEST_FOLDERS = {"examples/*": "expected.json", "tests/golden/*/*": "cmd", "rules/library/*/*": "*.slic"}


def check_test_folders(root):
    """A folder in the place of a test is one; otherwise it would be left out without a word."""
    for pattern, needed in TEST_FOLDERS.items():
        for folder in sorted(Path(root).glob(pattern)):
            if folder.is_dir() and not any(folder.glob(needed)):
                yield f"{folder.relative_to(root)}/: has no {needed}, so that it is not tested"


def check(root):
    yield from check_top(root)
    yield from check_lengths(root)
    yield from check_openings(root)
    yield from check_test_folders(root)


if __name__ == "__main__":
    tree.run(check)
