# SPDX-License-Identifier: Apache-2.0
"""The checks of this folder find what they are there to find: each is run on small trees with one thing wrong."""

import shutil
import tempfile
import unittest
from pathlib import Path

import check_includes
import check_layout
import check_links
import check_test_names
import check_words
import tree

OPENING = "// SPDX-License-Identifier: Apache-2.0\n// A file.\n"


class Tree(unittest.TestCase):
    def setUp(self):
        self.root = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        self.write("tests/README.md", "")
        for name in ("arrows.txt", "long_files.txt"):
            self.write(f"tests/house/{name}", "")
        shutil.copy(tree.ROOT / "tests/house/arrows.txt", self.root / "tests/house")

    def write(self, path, text):
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def expect(self, check, *expected):
        found = list(check(self.root))
        self.assertEqual(len(found), len(expected), found)
        for text, line in zip(expected, found):
            self.assertIn(text, line)


class Includes(Tree):
    def include(self, path, line):
        self.write("core/ir/type.hpp", OPENING)
        self.write(path, OPENING + line + "\n")

    def test_downwards(self):
        self.include("core/model/x.cpp", '#include "core/ir/type.hpp"\n#include <boost/graph/x.hpp>\n#include <vector>')
        self.expect(check_includes.check)

    def test_upwards(self):
        self.include("core/base/x.cpp", '#include "core/ir/type.hpp"')
        self.expect(check_includes.check, "core/base/x.cpp:3: core/base may not include core/ir")

    def test_between_rules_and_frontend(self):
        self.write("rules/compiler/y.hpp", OPENING)
        self.include("frontend/c/x.cpp", ' # include "rules/compiler/y.hpp"')
        self.expect(check_includes.check, "frontend/c may not include rules/compiler")

    def test_packages(self):
        for header in ("nlohmann/json.hpp", "clang/AST/AST.h", "antlr4-runtime.h", "filesystem", "windows.h"):
            self.include("core/ir/x.cpp", f"#include <{header}>")
            self.expect(check_includes.check, f"core/ir/x.cpp:3: core/ir may not use")

    def test_not_from_the_root(self):
        self.include("core/ir/x.cpp", '#include "type.hpp"')
        self.expect(check_includes.check, "no path from the root")

    def test_generated_parser(self):
        self.write("grammar/Slic.g4", "")
        self.include("rules/compiler/x.cpp", '#include "grammar/SlicBaseVisitor.h"')
        self.expect(check_includes.check)
        self.include("rules/compiler/x.cpp", '#include "grammar/OtherParser.h"')
        self.expect(check_includes.check, "no path from the root")

    def test_commented_out(self):
        self.include("core/base/x.cpp", '// #include "core/ir/type.hpp"\n/*\n#include <filesystem>\n*/')
        self.expect(check_includes.check)

    def test_folder_without_a_row(self):
        self.include("core/new/x.cpp", "")
        self.expect(check_includes.check, "no row in tests/house/arrows.txt")

    def test_links(self):
        self.write("core/ir/CMakeLists.txt", "# sdvlite_core_check\nsdvlite_library(sdvlite_core_ir\n  LINK sdvlite_frontend_c)\n")
        self.expect(check_includes.check, "core/ir/CMakeLists.txt:3: core/ir may not link frontend/c")


class Layout(Tree):
    def test_unknown_entry(self):
        self.write("docs/README.md", "")
        self.write("notes.txt", "")
        self.write("build/x", "")
        self.write(".ci/run", "")
        self.expect(check_layout.check, "docs: not one", "notes.txt: not one")

    def test_folder_without_readme(self):
        self.write("core/ir/x.hpp", OPENING)
        self.expect(check_layout.check, "core/: has no README.md")

    def test_long_file(self):
        self.write("tests/x.py", "\n" * 501)
        self.write("tests/y.py", "\n" * 500)
        self.expect(check_layout.check, "tests/x.py:501: 501 lines")
        self.write("tests/house/long_files.txt", "tests/x.py: a table\n")
        self.expect(check_layout.check)
        self.write("tests/house/long_files.txt", "tests/x.py:\ntests/y.py: short\n")
        self.expect(check_layout.check, "tests/x.py: gives no reason", "tests/y.py: is not a long file")

    def test_opening(self):
        self.write("tests/a.cpp", "int a;\n")
        self.write("tests/b.hpp", OPENING)
        self.write("tests/b.cpp", OPENING.splitlines()[0] + "\n")
        self.expect(check_layout.check, "tests/a.cpp:1: no SPDX", "tests/a.cpp:1: does not open")


    def test_folder_that_is_no_test(self):
        self.write("examples/README.md", "")
        self.write("examples/a/expected.json", "")
        self.write("examples/b/b.c", "")
        self.expect(check_layout.check, "examples/b/: has no expected.json")


class Words(Tree):
    def test_windows_names_in_core(self):
        self.write("core/ir/x.cpp", OPENING + '// KeAcquireSpinLock in a comment\nauto x = "IoCompleteRequest";\n')
        self.write("frontend/os/x.cpp", OPENING + 'auto x = "IoCompleteRequest";\n')
        self.expect(check_words.check, "core/ir/x.cpp:4: core knows no Windows names: IoCompleteRequest")

    def test_paths_of_a_machine(self):
        self.write("README.md", "see https://x.org/home/page and build/release\nrun /" + "home/me/x\n")
        self.expect(check_words.check, "README.md:2: a path of somebody's machine")


class TestNames(Tree):
    def test_names(self):
        self.write("tests/unit/core/a_test.cpp", 'TEST_CASE("x") {}\nTEST_CASE("y") {}\n')
        self.write("tests/unit/rules/b_test.cpp", 'TEST_CASE(\n    "x", "[tag]") {}\n')
        self.write("tests/unit/rules/a_test.cpp", "")
        self.expect(check_test_names.check, "rules/a_test.cpp:1: the name of", "rules/b_test.cpp:2: the test case of")


class Links(Tree):
    def test_links(self):
        self.write("README.md", "[a](tests/README.md#x) [b](https://x.org) `[c](none)`\n[d](tests/none.md)\n")
        self.expect(check_links.check, "README.md:2: leads nowhere: tests/none.md")


if __name__ == "__main__":
    unittest.main()
