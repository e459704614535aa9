# SPDX-License-Identifier: Apache-2.0
"""The maker of the table of DDIs takes from the documentation's words what is certain, and nothing else."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "tools" / "ddis"
sys.path.insert(0, str(FOLDER))
import make_ddi_table  # noqa: E402


class Irql(unittest.TestCase):
    def test_certain(self):
        for text, least, most in [
                ("PASSIVE_LEVEL", "PASSIVE_LEVEL", "PASSIVE_LEVEL"), ("Called at PASSIVE_LEVEL.", "PASSIVE_LEVEL", "PASSIVE_LEVEL"),
                ("<=DISPATCH_LEVEL", "PASSIVE_LEVEL", "DISPATCH_LEVEL"), ("< = DISPATCH_LEVEL", "PASSIVE_LEVEL", "DISPATCH_LEVEL"),
                ("IRQL < DISPATCH_LEVEL", "PASSIVE_LEVEL", "APC_LEVEL"), ("Any level.", "PASSIVE_LEVEL", "HIGH_LEVEL"),
                ("_IRQL_requires_max_(APC_LEVEL)", "PASSIVE_LEVEL", "APC_LEVEL"), ("IRQL >= DISPATCH_LEVEL", "DISPATCH_LEVEL", "HIGH_LEVEL"),
                ("Greater than DISPATCH_LEVEL", "DIRQL", "HIGH_LEVEL"), ("Called at DIRQL.", "DIRQL", "DIRQL"),
                ("PASSIVE_LEVEL to HIGH_LEVEL", "PASSIVE_LEVEL", "HIGH_LEVEL"), ("Can be called at any IRQL level.", "PASSIVE_LEVEL", "HIGH_LEVEL"),
                ("<= DISPATCH_ LEVEL", "PASSIVE_LEVEL", "DISPATCH_LEVEL"), ("<=(APC_LEVEL)", "PASSIVE_LEVEL", "APC_LEVEL")]:
            self.assertEqual((least, most), make_ddi_table.read_irql(text), text)

    def test_doubtful(self):
        for text in ["", "See Remarks section.", "<= DISPATCH_LEVEL (see Remarks section)", "Any level as long as target memory is resident",
                     "PASSIVE_LEVEL or DISPATCH_LEVEL", "_requires_same_", "DPC_LEVEL", "< PASSIVE_LEVEL", "> HIGH_LEVEL", "PROFILE_LEVEL  - 1",
                     "Wait is TRUE, PASSIVE_LEVEL", "Not applicable"]:
            self.assertIsNone(make_ddi_table.read_irql(text), text)


class Table(unittest.TestCase):
    def lines(self, *rows, named=()):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "t.tsv"
            path.write_text("name\tkind\theader\tirql\trules\tparameters\n" + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
            rules = Path(folder) / "r.tsv"
            rules.write_text("driver_model\trule\tddi\n" + "".join(f"wdm\tR\t{name}\n" for name in named), encoding="utf-8")
            command = [sys.executable, str(FOLDER / "make_ddi_table.py"), str(path), str(rules)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            return [line for line in done.stdout.splitlines() if not line.startswith(("#", "level"))]

    def test_rows(self):
        self.assertEqual(["ddi F 2 APC_LEVEL APC_LEVEL a.h", "callback G 1+ - - a.h", "ddi H - - - -"], self.lines(
            ("F", "function", "a.h", "APC_LEVEL", "", "in A; out B"), ("G", "callback", "a.h", "See Remarks", "", "Format; ..."),
            ("H", "function", "", "", "", ""), ("IFace.Method", "function", "a.h", "APC_LEVEL", "", "")))

    def test_names_of_rules(self):
        self.assertEqual(["ddi F 1 - - a.h", "ddi G - - - -"], self.lines(
            ("F", "function", "a.h", "", "", "A"), named=["F", "G", "IFace.Method", "G"]))

    def test_rows_of_one_name(self):
        self.assertEqual(["ddi F 2 APC_LEVEL APC_LEVEL a.h,b.h"], self.lines(
            ("F", "function", "b.h", "APC_LEVEL", "", "A; B"), ("F", "function", "a.h", "", "", "")))
        self.assertEqual(["ddi F - - - a.h,b.h"], self.lines(
            ("F", "function", "b.h", "APC_LEVEL", "", "A; B"), ("F", "function", "a.h", "Any level", "", "A")))
        self.assertEqual(["ddi F 1 - - a.h,b.h"], self.lines(
            ("F", "function", "b.h", "APC_LEVEL", "", "A"), ("F", "function", "a.h", "See Remarks", "", "A")))


if __name__ == "__main__":
    unittest.main()
