#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Is this a results or trace file as sdvlite promises them? Against the JSON Schema files beside this script, and for
what a schema can't say: steps name earlier parents, sources have the digests that they claim, every step's file is
among the sources unless its text was never read.

usage: validate.py FILE...    exit 0 when all are valid; messages on standard error
"""
import hashlib
import json
import pathlib
import sys
import warnings

import jsonschema  # from tools/setup --tests

HERE = pathlib.Path(__file__).resolve().parent
SCHEMAS = {f"sdvlite-{name}/1": f"sdvlite-{name}-1.schema.json" for name in ("baseline", "results", "scan", "trace")}


def schema_errors(value):
    name = SCHEMAS.get(value.get("schema") if isinstance(value, dict) else None)
    if name is None:
        return [f"'schema' is none of {', '.join(SCHEMAS)}"]
    schemas = {file: json.loads((HERE / file).read_text(encoding="utf-8")) for file in SCHEMAS.values()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # newer versions name another way to resolve references
        resolver = jsonschema.RefResolver(name, schemas[name], store=schemas)
        validator = jsonschema.Draft202012Validator(schemas[name], resolver=resolver)
        return [f"/{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}" for e in validator.iter_errors(value)]


def traces_of(value):
    if value["schema"] == "sdvlite-trace/1":
        yield value
        return
    for result in value.get("results", []):
        for found in result["defects"] + result["unconfirmed"]:
            if "trace" in found:
                yield found["trace"]


def step_errors(trace):
    depths = {}
    for step in trace["steps"]:
        if step["id"] in depths:
            yield f"step {step['id']}: the id is not unique"
        parent = step["parent"]
        if parent is not None and parent not in depths:
            yield f"step {step['id']}: parent {parent} is no earlier step"
        elif parent is not None and depths[parent] >= step["depth"]:
            yield f"step {step['id']}: not deeper than its parent"
        depths[step["id"]] = step["depth"]
    if trace["confirmed"] and (not trace["steps"] or trace["steps"][-1]["kind"] != "violation"):
        yield "the last step of a confirmed trace is no violation"


def source_errors(trace):
    known = set()
    for source in trace["sources"]:
        # Windows-1252 as browsers read it: the unassigned bytes stand for themselves.
        def encode(char):
            try:
                return char.encode("windows-1252")
            except UnicodeEncodeError:
                return char.encode("latin-1")
        known.add(source["file"])
        text = source["text"]
        data = b"".join(map(encode, text)) if "encoding" in source else text.encode("utf-8")
        if hashlib.sha256(data).hexdigest() != source["sha256"]:
            yield f"{source['file']}: the digest is not that of the text"
    for step in trace["steps"]:
        if step["file"] is not None and step["line"] != 0 and step["origin"] == "driver" and step["file"] not in known:
            yield f"step {step['id']}: the text of {step['file']} is missing"


def problems(value):
    """What is wrong with a parsed file, as lines for a person."""
    found = schema_errors(value)
    if not found:
        for trace in traces_of(value):
            found += [*step_errors(trace), *source_errors(trace)]
    return found


def problems_of_file(path):
    try:
        return problems(json.loads(pathlib.Path(path).read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        return [str(error)]


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    status = 0
    for path in sys.argv[1:]:
        for error in problems_of_file(path):
            print(f"{path}: {error}", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
