# SPDX-License-Identifier: Apache-2.0
"""Validates JSON that the command wrote against the schemas that tools/report publishes."""

import json
import warnings
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "tools/report/schema"


def problems(value):
    """Where a value breaks the schema that it names, such as "sdvlite-results/1", or a trace in it breaks that of traces."""
    import jsonschema  # from tools/setup --tests

    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.schema.json")}
    name = str(value.get("schema")).replace("/", "-") + ".schema.json"
    if name not in schemas:
        yield f'no schema of the name {value.get("schema")}'
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # newer versions name another way to resolve references
        resolver = jsonschema.RefResolver.from_schema(schemas[name], store=schemas)
        validator = jsonschema.Draft202012Validator(schemas[name], resolver=resolver)
        for error in validator.iter_errors(value):
            yield f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
