# SPDX-License-Identifier: Apache-2.0
"""Includes point the way that arrows.txt says, and so do CMake's link lines.

Every #include "..." of the C++ sources is written from the root of the repository, names a file that exists, and lies in
a folder that the including folder may use; every #include <...> of a package is of one that it may use. Headers that
stand in for a WDK or serve rules are input of the tool, not part of it, and are left alone."""

import re
from pathlib import Path

import tree

# How the headers of a package begin. What is in no row here, such as <vector>, is free for all.
PACKAGES = {
    "antlr": ("antlr4", "atn/", "tree/", "support/"),
    "boost": ("boost/",),
    "clang": ("clang/", "llvm/", "clang-c/"),
    "cli": ("CLI/",),
    "fmt": ("fmt/",),
    "json": ("nlohmann/",),
    "pugixml": ("pugi",),
    "tsl": ("tsl/",),
    "xxhash": ("xxhash.h",),
    "z3": ("z3",),
    "files": ("filesystem", "fstream", "sys/", "unistd.h", "fcntl.h", "dirent.h"),
    "windows": ("windows.h", "Windows.h", "ntddk.h", "wdm.h", "ntifs.h"),
    "tests": ("catch2/", "rapidcheck"),
}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.M)


def arrows(root):
    """{folder: (folders, packages)}, each a set of names or {"*"}."""
    table = {}
    for line in tree.read(root, "tests/house/arrows.txt").splitlines():
        if line.strip() and not line.startswith("#"):
            folder, folders, packages = (column.split() for column in line.split("|"))
            table[folder[0]] = (set(folders), set(packages))
    return table


def package_of(header):
    return next((name for name, starts in PACKAGES.items() if header.startswith(starts)), None)


def include_problem(root, table, path, quote, header):
    """What is wrong with one include of the file `path`, or None."""
    folder = tree.folder_of(path, table)
    folders, packages = table[folder]
    if quote == "<":
        package = package_of(header)
        if package and not packages & {package, "*"}:
            return f"{folder} may not use {package}: <{header}>"
        return None
    generated = re.fullmatch(r"grammar/(\w+?)(Lexer|Parser|BaseVisitor|Visitor)\.h", header)
    source = f"grammar/{generated.group(1)}.g4" if generated else header
    if not (Path(root) / source).is_file():
        return f'"{header}" is no path from the root of the repository'
    target = tree.folder_of(Path(header), table)
    if target != folder and not folders & {target, "*"}:
        return f'{folder} may not include {target}: "{header}"'
    return None


def check_sources(root, table):
    for path in tree.own_files(root, tree.CPP):
        if tree.folder_of(path, table) is None:
            yield f"{path}:1: its folder has no row in tests/house/arrows.txt"
            continue
        text = tree.without_comments(tree.read(root, path))
        for match in INCLUDE.finditer(text):
            problem = include_problem(root, table, path, *match.groups())
            if problem:
                yield f"{path}:{text.count(chr(10), 0, match.start(2)) + 1}: {problem}"


def check_links(root, table):
    """A target sdvlite_core_ir is the folder core/ir; a folder links only what it may include."""
    targets = {"sdvlite_" + folder.replace("/", "_"): folder for folder in table}
    for path in tree.files(root, ("CMakeLists.txt",)):
        folder = tree.folder_of(path, table)
        if folder is None:
            continue
        folders, _ = table[folder]
        for number, line in enumerate(tree.read(root, path).splitlines(), 1):
            for name in re.findall(r"\bsdvlite_\w+", line.split("#")[0]):
                target = targets.get(name)
                if target and target != folder and not folders & {target, "*"}:
                    yield f"{path}:{number}: {folder} may not link {target}"


def check(root):
    table = arrows(root)
    yield from check_sources(root, table)
    yield from check_links(root, table)


if __name__ == "__main__":
    tree.run(check)
