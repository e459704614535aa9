# SPDX-License-Identifier: Apache-2.0
"""The runner of README commands notices wrong output and wrong exit codes, and understands its wildcards."""

import shutil
import tempfile
import unittest
from pathlib import Path

import readme_commands


class Sessions(unittest.TestCase):
    def problems(self, *lines):
        return self.page("# Title", "```console", *lines, "```", "")

    def page(self, *lines):
        root = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, root)
        (root / "examples").mkdir()
        readme = root / "README.md"
        readme.write_text("\n".join(lines), encoding="utf-8")
        return list(readme_commands.problems(readme, root, "/bin/echo"))

    def test_as_shown(self):
        self.assertEqual([], self.problems("$ tools/sdvlite check x", "check x", "$ true", "$ echo a; echo b >&2", "a", "b"))

    def test_other_output(self):
        self.assertIn("README.md:3", self.problems("$ echo a", "b")[0])
        self.assertEqual(1, len(self.problems("$ echo a")))
        self.assertEqual(1, len(self.problems("$ true", "a")))

    def test_wildcards(self):
        self.assertEqual([], self.problems("$ printf 'a\\nb\\nc\\n0.3 s\\n'", "a", "…", "… s"))
        self.assertEqual(1, len(self.problems("$ printf 'a\\nb\\n'", "…", "c")))
        self.assertEqual([], self.problems("$ true", "…"))

    def test_exit_codes(self):
        self.assertEqual(1, len(self.problems("$ false")))
        self.assertEqual([], self.problems("$ (exit 3)", "$ echo $?", "3"))
        self.assertEqual(1, len(self.problems("$ (exit 3)", "$ echo $?", "1")))

    def test_continued_command(self):
        self.assertEqual([], self.problems("$ echo a \\", "> b", "a b"))

    def test_special_characters(self):
        self.assertEqual(1, len(self.problems("$ echo axb", "a.b")))

    def test_leaves_the_root_alone(self):
        self.assertEqual([], self.problems("$ touch new && ls", "README.md", "examples", "new"))

    def test_files(self):
        page = ["# Title", "```text file:new/a.txt", "one", "$ two", "```", "and", "```console", "$ cat new/a.txt", "one", "… two", "```",
                "```text file:new/a.txt", "three", "```", "```console", "$ cat new/a.txt", "three", "```", ""]
        self.assertEqual([], self.page(*page))
        page[7] = "$ cat new/b.txt"
        self.assertEqual(1, len(self.page(*page)))
        # Without files every block has a folder of its own.
        self.assertEqual(1, len(self.page("```console", "$ touch a", "```", "```console", "$ ls a", "a", "```")))

    def test_file_of_the_repository(self):
        with self.assertRaises(ValueError):
            self.page("```text file:examples/a.txt", "one", "```")

    def test_block_that_is_not_closed(self):
        with self.assertRaises(ValueError):
            list(readme_commands.sessions("```console\n$ true\n"))


if __name__ == "__main__":
    unittest.main()
