# SPDX-License-Identifier: Apache-2.0
"""No two unit test cases have one name: all are in one executable, which then refuses to start. Nor two test files:
ctest chooses test cases by the name of their file."""

import re

import tree

CASE = re.compile(r'^[ \t]*TEST_CASE\(\s*"((?:\\.|[^"\\])*)"', re.M)


def check(root):
    first_case, first_file = {}, {}
    for path in tree.files(root, ("_test.cpp",), "tests/unit"):
        earlier = first_file.setdefault(path.name, path)
        if earlier != path:
            yield f"{path}:1: the name of {earlier} too"
        text = tree.read(root, path)
        for match in CASE.finditer(text):
            place = f"{path}:{text.count(chr(10), 0, match.start(1)) + 1}"
            earlier = first_case.setdefault(match.group(1), place)
            if earlier != place:
                yield f'{place}: the test case of {earlier} is called "{match.group(1)}" too'


if __name__ == "__main__":
    tree.run(check)
