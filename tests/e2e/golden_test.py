# SPDX-License-Identifier: Apache-2.0
"""The runner of golden cases fails for other output, other exit codes and missing files; --bless makes it pass."""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

FAKE = """#!/bin/sh
case $1 in
say) shift; echo "$@" ;;
warn) echo "$2" >&2; exit 2 ;;
write) echo text >"$2" ;;
here) echo "$PWD/a.c took 0.25 s" ;;
read) cat "$2" ;;
esac
"""


class Golden(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.command = self.folder / "fake"
        self.command.write_text(FAKE)
        self.command.chmod(0o755)
        self.case = self.folder / "case"
        self.case.mkdir()

    def run_case(self, cmd, *options, **expected):
        (self.case / "cmd").write_text(cmd + "\n")
        for name, text in expected.items():
            (self.case / f"expected.{name}").write_text(text)
        script = Path(__file__).with_name("golden.py")
        return subprocess.run([sys.executable, script, self.case, self.command, *options],
                              capture_output=True, text=True).returncode

    def test_as_expected(self):
        self.assertEqual(0, self.run_case("say 'a  b'", out="a  b\n"))

    def test_other_output(self):
        self.assertEqual(1, self.run_case("say a", out="b\n"))
        self.assertEqual(1, self.run_case("say a"))

    def test_other_error_or_exit_code(self):
        self.assertEqual(0, self.run_case("warn x", err="x\n", exit="2\n"))
        self.assertEqual(1, self.run_case("warn y", err="x\n", exit="2\n"))
        self.assertEqual(1, self.run_case("warn x", err="x\n", exit="1\n"))

    def test_several_commands(self):
        expected = {"out": "$ sdvlite say a\na\n$ sdvlite warn x\n", "err": "$ sdvlite warn x\nx\n"}
        self.assertEqual(0, self.run_case("say a\nwarn x", exit="0\n2\n", **expected))
        self.assertEqual(1, self.run_case("say a\nwarn x", exit="2\n0\n", **expected))

    def test_paths_and_times(self):
        self.assertEqual(0, self.run_case("here", out="<case>/a.c took <time>\n"))

    def test_input_and_written_files(self):
        (self.case / "in.txt").write_text("input\n")
        self.assertEqual(0, self.run_case("read in.txt", out="input\n"))
        (self.case / "expected.out").unlink()
        (self.case / "expected.files").mkdir()
        (self.case / "expected.files" / "o").write_text("text\n")
        self.assertEqual(0, self.run_case("write o"))
        self.assertEqual(1, self.run_case("write p"))
        self.assertFalse((self.case / "p").exists())

    def test_bless(self):
        self.assertEqual(0, self.run_case("warn x", "--bless", out="old\n"))
        self.assertFalse((self.case / "expected.out").exists())
        self.assertEqual(0, self.run_case("warn x"))


if __name__ == "__main__":
    unittest.main()
