# SPDX-License-Identifier: Apache-2.0
"""Links in Markdown files that point into the repository point at something that exists."""

import re
from pathlib import Path

import tree

LINK = re.compile(r"\]\(([^()\s]+)\)")


def check(root):
    for path in tree.files(root, (".md",)):
        text = re.sub(r"```.*?```|`[^`\n]*`", lambda m: re.sub(r"[^\n]", " ", m.group(0)), tree.read(root, path), flags=re.S)
        for match in LINK.finditer(text):
            target = match.group(1).split("#")[0]
            if not target or re.match(r"[a-z]+:", target):
                continue
            if not (Path(root) / path.parent / target).exists():
                yield f"{path}:{text.count(chr(10), 0, match.start()) + 1}: leads nowhere: {target}"


if __name__ == "__main__":
    tree.run(check)
