# SPDX-License-Identifier: Apache-2.0
"""Completion, man page and README know every command and option that the command line has."""

import os
import re
import stat
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLI = ROOT / "tools" / "cli"

# What the completion asks the command for.
FAKE = """#!/bin/sh
case "$1 $2" in
"rules list") printf 'RULE KIND ABOUT\\nwdm/SpinLock rule x\\n    more of x\\nwdm/StartIoCancel rule y\\n' ;;
*) printf 'usage: x\\n\\nOptions:\\n  -h,--help  text\\n  --model M  text\\n  -j,--jobs N  text\\n' ;;
esac
"""


def subcommands():
    """Every command, and every one below another, from the sources of the command line."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(CLI.glob("*options.cpp")))
    return re.findall(r'add_subcommand\("(\w+)"', text)


class Completion(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.program = Path(folder.name) / "sdvlite"
        self.program.write_text(FAKE, encoding="utf-8")
        self.program.chmod(self.program.stat().st_mode | stat.S_IXUSR)

    def complete(self, *words):
        """What the last word may become."""
        script = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _sdvlite; '
                  'printf "%s\\n" "${COMPREPLY[@]}"')
        done = subprocess.run(["bash", "-c", script, "bash", str(CLI / "completion.bash"), str(self.program), *words],
                              capture_output=True, text=True, check=True, cwd=self.program.parent, env={**os.environ, "LC_ALL": "C"})
        self.assertEqual("", done.stderr)
        return done.stdout.split()

    def test_commands(self):
        self.assertIn("rules", self.complete(""))
        below = self.complete("rules", "")
        for name in ("list", "show", "new", "lint", "test"):
            self.assertIn(name, below)
        self.assertEqual(["list", "lint"], self.complete("rules", "li"))

    def test_rules_and_options(self):
        for command in ("show", "lint", "test"):
            self.assertEqual(["wdm/SpinLock", "wdm/StartIoCancel"], self.complete("rules", command, "wdm/S"))
        self.assertEqual(["--jobs"], self.complete("rules", "test", "--j"))
        self.assertEqual(["storport"], self.complete("rules", "new", "R", "--model", "s"))

    def test_files_where_nothing_else_fits(self):
        (self.program.parent / "driver.c").write_text("", encoding="utf-8")
        self.assertEqual(["driver.c"], self.complete("check", "dri"))


class Documents(unittest.TestCase):
    def test_every_command_is_there(self):
        commands = subcommands()
        self.assertGreater(len(commands), 8)
        documents = {name: (CLI / name).read_text(encoding="utf-8") for name in ("completion.bash", "sdvlite.1", "README.md")}
        for command in commands:
            for name, text in documents.items():
                self.assertRegex(text, rf"\b{command}\b", f"{name} does not speak of the command {command}")

    def test_options_of_rules_are_in_the_man_page(self):
        text = (CLI / "sdvlite.1").read_text(encoding="utf-8").replace("\\-", "-")
        for option in re.findall(r'"(?:-\w,)?(--\w+)"', (CLI / "rules_options.cpp").read_text(encoding="utf-8")):
            self.assertIn(option, text)


if __name__ == "__main__":
    unittest.main()
