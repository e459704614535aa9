# SPDX-License-Identifier: Apache-2.0
"""Validates JSON that the command wrote against what tools/report publishes: with its own validator, so that there is
one."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools/report/schema"))


def problems(value):
    """Where a value breaks the schema that it names, such as "sdvlite-results/1", or a trace in it makes no sense."""
    import validate  # needs jsonschema, from tools/setup --tests

    return validate.problems(value)
