# SPDX-License-Identifier: Apache-2.0
"""tools/setup against a pretended apt: asks for what is missing and no more, never lets apt remove anything, fetches
lists only when it must, and names what is missing where it can do nothing."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

SETUP = Path(__file__).resolve().parents[2] / "tools/setup"
# Installed packages are the lines of a file; so are those that apt knows of.
DPKG_QUERY = """#!/bin/bash
cd "$STATE"; shift 2
for p; do if grep -qx "$p" installed; then echo "installed $p"; else echo "not-installed $p"; fi; done
"""
APT_GET = """#!/bin/bash
cd "$STATE"; echo "$*" >>calls
words=(); simulate=no
for word; do case $word in -s) simulate=yes ;; -*) ;; *=*) ;; *) words+=("$word") ;; esac; done
case ${words[0]} in
update) cp archive known ;;
install)
    for p in "${words[@]:1}"; do grep -qx "$p" known || { echo "E: Unable to locate package $p"; exit 100; }; done
    if [ $simulate = yes ]; then cat removals; else printf '%s\\n' "${words[@]:1}" >>installed; fi ;;
esac
"""


class Setup(unittest.TestCase):
    def setUp(self):
        self.state = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.state)
        self.commands = self.state / "bin"
        self.commands.mkdir()
        for name in ("bash", "cat", "grep", "awk", "env", "cp"):
            (self.commands / name).symlink_to(shutil.which(name))
        self.command("id", "#!/bin/bash\necho 0\n")
        self.command("dpkg-query", DPKG_QUERY)
        self.command("apt-get", APT_GET)
        names = self.names()
        self.file("archive", names)
        self.file("known", names)
        self.file("installed", names)
        self.file("removals", [])
        self.file("calls", [])

    def command(self, name, text):
        path = self.commands / name
        path.write_text(text)
        path.chmod(0o755)

    def file(self, name, lines):
        (self.state / name).write_text("".join(f"{line}\n" for line in lines))

    def lines(self, name):
        return (self.state / name).read_text().splitlines()

    @staticmethod
    def names():
        """The packages that the script wants, tests included, read from its own tables."""
        rows = [line.split() for line in SETUP.read_text().splitlines()]
        kinds = ("command:", "header:", "library:", "python:", "file:", "any-command:")
        return [row[0] for row in rows if len(row) == 2 and row[1].startswith(kinds)]

    def run_it(self, *arguments):
        done = subprocess.run([SETUP, *arguments], env={"PATH": str(self.commands), "STATE": str(self.state)},
                              capture_output=True, text=True, timeout=60)
        return done.returncode, done.stderr

    def without(self, *packages):
        self.file("installed", [name for name in self.names() if name not in packages])

    def test_nothing_to_do(self):
        self.assertEqual((0, ""), self.run_it("--tests"))
        self.assertEqual([], self.lines("calls"))

    def test_installs_what_is_missing(self):
        self.without("cmake", "catch2")
        self.assertEqual(0, self.run_it()[0])
        self.assertIn("cmake", self.lines("installed"))
        self.assertNotIn("catch2", self.lines("installed"))
        self.assertFalse([call for call in self.lines("calls") if "update" in call])
        self.assertTrue(all("--no-install-recommends" in call for call in self.lines("calls")))
        self.assertEqual(0, self.run_it("--tests")[0])
        self.assertIn("catch2", self.lines("installed"))

    def test_empty_lists(self):
        self.without("cmake")
        self.file("known", [])
        self.assertEqual(0, self.run_it()[0])
        self.assertIn("cmake", self.lines("installed"))

    def test_a_command_of_another_package_will_do(self):
        self.without("npm")
        self.assertEqual((1, "sdvlite setup: missing: npm\n"), self.run_it("--tests", "--check"))
        self.command("npm", "#!/bin/bash\n")
        self.assertEqual((0, ""), self.run_it("--tests", "--check"))

    def test_never_removes(self):
        self.without("cmake")
        self.file("removals", ["Inst cmake (1)", "Remv precious [1.0]"])
        code, err = self.run_it()
        self.assertEqual(1, code)
        self.assertIn("precious", err)
        self.assertNotIn("cmake", self.lines("installed"))

    def test_unknown_package(self):
        self.without("cmake")
        self.file("archive", ["git"])
        self.file("known", ["git"])
        code, err = self.run_it()
        self.assertEqual(1, code)
        self.assertIn("Unable to locate package cmake", err)

    def test_not_root(self):
        self.without("cmake")
        self.command("id", "#!/bin/bash\necho 1000\n")
        code, err = self.run_it()
        self.assertEqual(1, code)
        self.assertIn("apt-get install --no-install-recommends cmake", err)
        self.command("sudo", '#!/bin/bash\nif [[ $1 == -n ]]; then shift; fi\nexec "$@"\n')
        (self.commands / "true").symlink_to(shutil.which("true"))
        self.assertEqual(0, self.run_it()[0])
        self.assertIn("cmake", self.lines("installed"))

    def test_no_apt(self):
        for name in ("apt-get", "dpkg-query"):
            (self.commands / name).unlink()
        code, err = self.run_it()
        self.assertEqual(1, code)
        self.assertIn("no apt", err)
        self.assertIn(" ninja-build ", err)

    def test_what_makes_it_faster_is_installed_where_it_can_be(self):
        self.without("libmimalloc-dev")
        self.assertEqual((0, ""), self.run_it("--check"))
        self.assertEqual(0, self.run_it()[0])
        self.assertIn("libmimalloc-dev", self.lines("installed"))
        self.without("libmimalloc-dev")
        self.file("archive", ["git"])
        self.file("known", ["git"])
        self.assertEqual((0, ""), self.run_it())

    def test_check_only(self):
        self.without("cmake")
        code, err = self.run_it("--check")
        self.assertEqual((1, "sdvlite setup: missing: cmake\n"), (code, err))


if __name__ == "__main__":
    unittest.main()
