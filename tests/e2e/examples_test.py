# SPDX-License-Identifier: Apache-2.0
"""The runner of examples and rules fails for another verdict, another place, another exit code or a broken schema."""

import json
import shutil
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import examples


def result(verdict="pass", lines=(), rule="R", file="x.c", confirmed=True):
    defects = [{"location": {"file": file, "line": n, "function": "F"}, "trace": {"confirmed": confirmed}} for n in lines]
    return {"model": "wdm", "rule": rule, "verdict": verdict, "defects": defects}


class Examples(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp()).resolve() / "wdm" / "R"
        self.addCleanup(shutil.rmtree, self.folder.parents[1])
        self.folder.mkdir(parents=True)
        schema = mock.patch.object(examples.schemas, "problems", lambda results: results.get("broken", []))
        schema.start()
        self.addCleanup(schema.stop)

    def outcome(self, function, code, *results, dfs=None, broken=()):
        """Whether `function` accepts a command that ends with `code` and reports `results`."""

        def check(sdvlite, folder, inputs, rules, args, search):
            shown = dfs if dfs and search == "dfs" else results
            self.calls.append((inputs, rules, args, search))
            return (code(inputs) if callable(code) else code), {
                "results": [r(inputs) if callable(r) else r for r in shown], "broken": broken}

        self.calls = []
        with mock.patch.object(examples, "check", check):
            try:
                function(self.folder, "sdvlite")
            except examples.Mismatch:
                return False
        return True

    def example(self, code, *results, expected=None, **more):
        defect = {"verdict": "defect", "defects": [{"file": "x.c", "line": 4, "function": "F"}]}
        (self.folder / "expected.json").write_text(json.dumps({"rules": {"wdm/R": expected or defect}}))
        return self.outcome(examples.check_example, code, *results, **more)

    def test_example_as_expected(self):
        self.assertTrue(self.example(1, result("defect", [4], file=str(self.folder / "x.c"))))
        self.assertEqual(["bfs", "dfs"], [call[3] for call in self.calls])

    def test_example_with_something_else(self):
        right = result("defect", [4])
        self.assertTrue(self.example(1, right))
        self.assertFalse(self.example(0, right))
        self.assertFalse(self.example(1, result("defect", [5])))
        self.assertFalse(self.example(1, result("defect", [4, 5])))
        self.assertFalse(self.example(1, result("defect", [4], file="y.c")))
        self.assertFalse(self.example(1, result("defect", [4], confirmed=False)))
        self.assertFalse(self.example(0, result("pass")))
        self.assertFalse(self.example(1, right, result(rule="S")))
        self.assertFalse(self.example(1, right, dfs=[result("defect", [5])]))
        self.assertFalse(self.example(1, right, broken=["x"]))

    def test_exit_code_is_that_of_the_gravest_verdict(self):
        self.assertEqual(0, examples.gravest(["pass", "not-applicable", "does-not-hold"]))
        self.assertEqual(3, examples.gravest(["pass", "inconclusive"]))
        self.assertEqual(1, examples.gravest(["defect", "unsupported"]))

    def rule(self, fail_lines, marked=True):
        (self.folder / "pass.c").write_text("int a;\n")
        (self.folder / "fail.c").write_text("int a;\nint b;" + (" // VIOLATION" if marked else "") + "\n")
        fails = lambda inputs: inputs == ["fail.c"]
        answer = lambda inputs: result("defect", fail_lines, file="fail.c") if fails(inputs) else result()
        return self.outcome(examples.check_rule, lambda inputs: int(fails(inputs)), answer)

    def test_rule(self):
        self.assertTrue(self.rule([2]))
        self.assertFalse(self.rule([1]))
        self.assertFalse(self.rule([1, 2]))
        self.assertFalse(self.rule([]))
        self.assertFalse(self.rule([2], marked=False))

    def test_rule_without_drivers(self):
        self.assertFalse(self.outcome(examples.check_rule, 0, result()))


if __name__ == "__main__":
    unittest.main()
