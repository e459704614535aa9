# SPDX-License-Identifier: Apache-2.0
"""The seeded faults (tests/faults) still fit the sources, so that the list does not rot."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "faults"))
import run


class Faults(unittest.TestCase):
    def test_each_fits_exactly_one_place_and_changes_it(self):
        for fault in run.faults([]):
            with self.subTest(fault.name):
                text = (run.ROOT / fault.file).read_text(encoding="utf-8")
                self.assertNotIn(fault.applied(text), (None, text), f"{fault.file} has changed: mend the fault, or drop it with its reason")

    def test_there_are_enough(self):
        self.assertGreaterEqual(len(run.faults([])), 20)


if __name__ == "__main__":
    unittest.main()
