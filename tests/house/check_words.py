# SPDX-License-Identifier: Apache-2.0
"""Words that do not belong: Windows' names in core, which knows no driver model, and the paths of somebody's machine."""

import re

import tree

WINDOWS = re.compile(
    r"\b(?:(?:Ke|Zw|Rtl|Nt|Mm|Io|Ps|Ndis|Wdf|StorPort)[A-Z][a-z]\w*"
    r"|P?IRP|K?IRQL|NTSTATUS|P?DEVICE_OBJECT|P?DRIVER_OBJECT|P?UNICODE_STRING|NDIS_\w+|WDF\w+|STATUS_[A-Z]+\w*)\b")
MACHINE = re.compile(r"(?<![\w./-])/(?:home|root|work|mnt)/\w+")
TEXTS = tree.CPP + (".g4", ".py", ".js", ".mjs", ".html", ".css", ".md", ".cmake", ".txt", ".bash", ".sh", ".json", ".slic", ".dir", ".c")


def matches(root, path, pattern, text):
    for match in pattern.finditer(text):
        yield f"{path}:{text.count(chr(10), 0, match.start()) + 1}:", match.group(0)


def check(root):
    for path in tree.files(root, (".cpp", ".hpp"), "core"):
        for place, word in matches(root, path, WINDOWS, tree.without_comments(tree.read(root, path))):
            yield f"{place} core knows no Windows names: {word}"
    for path in tree.files(root, TEXTS):
        if path.as_posix().startswith("tests/house/"):
            continue
        for place, word in matches(root, path, MACHINE, tree.read(root, path)):
            yield f"{place} a path of somebody's machine: {word}"


if __name__ == "__main__":
    tree.run(check)
