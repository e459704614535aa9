# SPDX-License-Identifier: Apache-2.0
"""Runs the commands that a README shows and compares what they print.

usage: readme_commands.py README SDVLITE [--root DIR]

A fenced block marked `console` is a session: lines that begin with "$ " are commands (a trailing backslash continues on
the next line, which may begin with "> "), the lines after each are what the command prints, standard output and standard
error together. A line of only "…" stands for any lines, "…" within a line for any text. A command must succeed, unless
the next one is `echo $?`, whose output then shows the exit code.

A fenced block whose first line names a file, as in "```c file:MyRule/pass.c", is what a reader puts into that file: it is
written before the commands behind it run. A page with such blocks is one session from its beginning to its end; on other
pages every block is a session of its own.

Commands run in a scratch folder that looks like the root of the repository, so that files they write do no harm;
`tools/sdvlite` means the built command."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

SECONDS = 300


@dataclass
class Command:
    line: int
    text: str
    expected: list = field(default_factory=list)


@dataclass
class File:
    path: str
    text: str = ""


def blocks(text):
    """The blocks of a page that matter, in order: a File, or the list of Commands of a console block."""
    block = continued = None
    for number, line in enumerate(text.splitlines(), 1):
        if block is None:
            named = re.fullmatch(r"```\w+ file:(\S+)", line)
            if named:
                block = File(named.group(1))
            elif re.fullmatch(r"\s*```console\s*", line):
                block = []
        elif line.strip() == "```":
            yield block
            block = continued = None
        elif isinstance(block, File):
            block.text += line + "\n"
        elif continued:
            block[-1].text += "\n" + line.removeprefix("> ")
            continued = line.endswith("\\")
        elif line.startswith("$ "):
            block.append(Command(number, line[2:]))
            continued = line.endswith("\\")
        elif block:
            block[-1].expected.append(line)
        else:
            raise ValueError(f"line {number}: a console block must begin with a command")
    if block is not None:
        raise ValueError("a block is not closed")


def sessions(text):
    """Lists of blocks that share a folder."""
    found = list(blocks(text))
    if any(isinstance(block, File) for block in found):
        return [found]
    return [[block] for block in found]


def pattern_of(expected):
    """The expected lines as a regular expression for the whole output."""
    pieces = []
    for line in expected:
        if line.strip() == "…":
            pieces.append(r"(?:.*\n)*?")
        else:
            pieces.append(".*".join(re.escape(part) for part in line.rstrip().split("…")) + r"[ \t]*\n")
    return "".join(pieces)


def scratch(root, folder):
    """Makes `folder` look like the root: links to what is there, so that only new files are of its own."""
    for entry in Path(root).iterdir():
        if entry.name != ".git":
            (Path(folder) / entry.name).symlink_to(entry)


def run(command, status, folder, root, sdvlite):
    """The exit code and the output of one command, whose shell sees `status` as $?."""
    prologue = 'tools/sdvlite() { "$SDVLITE_COMMAND" "$@"; }\n' + f"(exit {status})\n"
    done = subprocess.run(
        ["bash", "-c", prologue + command.text], cwd=folder, timeout=SECONDS, text=True, errors="replace",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "SDVLITE_COMMAND": str(sdvlite), "LC_ALL": "C.UTF-8"})
    output = done.stdout.replace(f"{folder}/", "").replace(f"{root}/", "")
    return done.returncode, output if output.endswith("\n") or not output else output + "\n"


def write(file, folder):
    path = Path(folder) / file.path
    if path.parent.resolve() != (Path(folder).resolve() / file.path).parent:
        raise ValueError(f"{file.path}: its folder is one of the repository's own")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(file.text, encoding="utf-8")


def command_problems(commands, readme, folder, root, sdvlite):
    status = 0
    for index, command in enumerate(commands):
        status, output = run(command, status, folder, root, sdvlite)
        following = commands[index + 1].text if index + 1 < len(commands) else ""
        if status != 0 and not following.startswith("echo $?"):
            yield f"{readme}:{command.line}: exit code {status}: {command.text}\n{output}"
        elif not re.fullmatch(pattern_of(command.expected), output):
            shown = "\n".join(command.expected)
            yield f"{readme}:{command.line}: {command.text}\n--- shown\n{shown}\n--- printed\n{output}"


def problems(readme, root, sdvlite):
    text = Path(readme).read_text(encoding="utf-8")
    for session in sessions(text):
        with tempfile.TemporaryDirectory() as folder:
            scratch(root, folder)
            for block in session:
                if isinstance(block, File):
                    write(block, folder)
                else:
                    yield from command_problems(block, readme, folder, root, sdvlite)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("readme", type=Path)
    parser.add_argument("sdvlite", type=Path)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[2])
    options = parser.parse_args()
    found = list(problems(options.readme, options.root.resolve(), options.sdvlite.resolve()))
    print("\n".join(found), end="\n" if found else "")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
