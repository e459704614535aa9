# SPDX-License-Identifier: Apache-2.0
"""tools/sdvlite and tools/build.bash on a checkout of three lines: builds when needed and only then, passes on
arguments, folder and exit code, survives parallel calls, and says what to do when it cannot build."""

import os
import re
import shutil
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAIN = """#include <cstdio>
#include <unistd.h>
int main(int argc, char** argv) {
    char folder[4096];
    std::printf("version 1 in %s", getcwd(folder, sizeof folder));
    for (int i = 1; i < argc; ++i) std::printf(" [%s]", argv[i]);
    std::printf("\\n");
    return argc > 1 ? 3 : 0;
}
"""


class Launcher(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp()).resolve()
        self.addCleanup(shutil.rmtree, self.folder)
        self.checkout = self.folder / "a checkout"
        for top in ("grammar", "core", "rules", "frontend", "tools/cli"):
            (self.checkout / top).mkdir(parents=True)
        for script in ("sdvlite", "build.bash"):
            shutil.copy(ROOT / "tools" / script, self.checkout / "tools")
        self.write("tools/setup", "#!/bin/sh\n" f"echo setup >>'{self.folder}/setup.log'\n")
        (self.checkout / "tools/setup").chmod(0o755)
        self.write("CMakeLists.txt", "cmake_minimum_required(VERSION 3.25)\nproject(sdvlite LANGUAGES CXX)\n"
                                     "add_subdirectory(tools/cli)\n")
        self.write("tools/cli/CMakeLists.txt", "add_executable(sdvlite main.cpp)\n")
        self.write("tools/cli/main.cpp", MAIN)

    def write(self, path, text):
        (self.checkout / path).write_text(text)

    def start(self, *arguments, command=None, cwd="/", **environment):
        inherited = {k: v for k, v in os.environ.items() if k != "SDVLITE_BUILD_DIR"}
        return subprocess.Popen([command or self.checkout / "tools/sdvlite", *arguments], cwd=cwd, text=True,
                                env={**inherited, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run_it(self, *arguments, **options):
        process = self.start(*arguments, **options)
        out, err = process.communicate(timeout=300)
        return process.returncode, out, err

    def later(self, path, text):
        """Writes a source whose time stamp is surely newer than the last build."""
        time.sleep(0.05)
        self.write(path, text)

    def test_builds_once_and_passes_everything_on(self):
        link = self.folder / "link"
        link.symlink_to(self.checkout / "tools/sdvlite")
        code, out, err = self.run_it("x", "two words", command=link, cwd=self.folder)
        self.assertEqual((3, f"version 1 in {self.folder} [x] [two words]\n"), (code, out))
        self.assertIn("building", err)
        self.assertEqual((0, "version 1 in /\n", ""), self.run_it())

    def test_builds_again_after_a_change(self):
        self.run_it()
        self.later("tools/cli/main.cpp", MAIN.replace("version 1", "version 2"))
        self.assertEqual((0, "version 2 in /\n", ""), self.run_it())

    def test_failed_build(self):
        self.run_it()
        self.later("tools/cli/main.cpp", "no C++")
        code, out, err = self.run_it()
        self.assertEqual((2, ""), (code, out))
        self.assertIn("main.cpp:1:1: error", err)
        self.later("tools/cli/main.cpp", MAIN)
        self.assertEqual((0, "version 1 in /\n", ""), self.run_it())

    def test_parallel_first_calls(self):
        processes = [self.start() for _ in range(3)]
        for process in processes:
            out, err = process.communicate(timeout=300)
            self.assertEqual((0, "version 1 in /\n"), (process.returncode, out), err)
        self.assertEqual("setup\n", (self.folder / "setup.log").read_text())

    def test_built_with_everything_else(self):
        self.run_it()
        stamp = self.checkout / "build/release/.built-sdvlite"
        stamp.rename(stamp.with_name(".built-all"))
        (self.checkout / "build/release/build.ninja").unlink()  # a build would have to make it again
        self.assertEqual((0, "version 1 in /\n", ""), self.run_it())
        self.assertFalse((self.checkout / "build/release/build.ninja").exists())

    def test_moved_checkout(self):
        self.run_it()
        moved = self.folder / "moved"
        self.checkout.rename(moved)
        code, out, _ = self.run_it(command=moved / "tools/sdvlite")
        self.assertEqual((0, "version 1 in /\n"), (code, out))
        cache = (moved / "build/release/CMakeCache.txt").read_text()
        self.assertEqual(str(moved), re.search(r"CMAKE_HOME_DIRECTORY:INTERNAL=(.*)", cache).group(1))

    def test_no_place_to_build(self):
        code, out, err = self.run_it(SDVLITE_BUILD_DIR="/proc/none")
        self.assertEqual((2, ""), (code, out))
        self.assertIn("SDVLITE_BUILD_DIR", err)
        code, out, _ = self.run_it(SDVLITE_BUILD_DIR=str(self.folder / "elsewhere"))
        self.assertEqual((0, "version 1 in /\n"), (code, out))
        self.assertFalse((self.checkout / "build").exists())

    def test_failed_set_up(self):
        self.write("tools/setup", "#!/bin/sh\necho needs apt >&2; exit 1\n")
        code, _, err = self.run_it()
        self.assertEqual(2, code)
        self.assertIn("needs apt", err)


if __name__ == "__main__":
    unittest.main()
