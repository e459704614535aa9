# SPDX-License-Identifier: Apache-2.0
"""The matrix reports a rule that a driver breaks and does not name, one that it names and does not break, and no verdict."""

import io
import shutil
import tempfile
import unittest
from contextlib import redirect_stdout
from pathlib import Path
from unittest import mock

import matrix

DRIVER = """int a;
int b; // VIOLATION
int c; // ALSO IrqlReturn
int d; // ALSO Leak, IrqlReturn // VIOLATION
"""


class Matrix(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp()).resolve() / "wdm"
        self.addCleanup(shutil.rmtree, self.folder.parent)
        (self.folder / "Lock").mkdir(parents=True)
        self.driver = self.folder / "Lock" / "fail.c"
        self.driver.write_text(DRIVER)

    def test_what_a_driver_says(self):
        self.assertEqual({("Lock", 2), ("IrqlReturn", 3), ("Leak", 4), ("IrqlReturn", 4), ("Lock", 4)},
                         matrix.expected(self.driver))

    def test_a_rule_that_is_opt_in_takes_no_part(self):
        (self.driver.parent / "rule.json").write_text('{"opt_in": true}')
        self.assertEqual({("IrqlReturn", 3), ("Leak", 4), ("IrqlReturn", 4)}, matrix.expected(self.driver))

    def differences(self, change, unsure=None):
        return list(matrix.differences(self.driver, matrix.expected(self.driver) ^ change, unsure or {}))

    def test_differences(self):
        self.assertEqual([], self.differences(set()))
        self.assertEqual(["Lock/fail.c:1: breaks Leak, which the line does not say"], self.differences({("Leak", 1)}))
        self.assertEqual(["Lock/fail.c:3: does not break IrqlReturn, as the line says"],
                         self.differences({("IrqlReturn", 3)}))
        self.assertEqual(["Lock/fail.c: Leak is inconclusive: x"], self.differences(set(), {"Leak": "inconclusive: x"}))

    def test_run(self):
        results = [{"rule": "Lock", "verdict": "defect", "defects": [{"location": {"line": n}} for n in (2, 4)]},
                   {"rule": "IrqlReturn", "verdict": "defect", "defects": [{"location": {"line": n}} for n in (3, 4)]},
                   {"rule": "Leak", "verdict": "unsupported", "reason": "x"}]
        printed = io.StringIO()
        with mock.patch.object(matrix, "check", lambda *args: (1, {"results": results})), redirect_stdout(printed):
            count, rows, wrong = matrix.run(self.folder, "sdvlite", 1)
        self.assertEqual((1, {"Lock": {"Lock": 1, "IrqlReturn": 1}}, 2), (count, rows, wrong))
        self.assertEqual(["Lock/fail.c:4: does not break Leak, as the line says", "Lock/fail.c: Leak is unsupported: x"],
                         printed.getvalue().splitlines())
        self.assertEqual(["   1 IrqlReturn", "   2 Lock", "       1   2", "Lock   1   1"], list(matrix.draw(rows)))


if __name__ == "__main__":
    unittest.main()
