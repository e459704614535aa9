# SPDX-License-Identifier: Apache-2.0
"""Validates JSON that the command wrote against what tools/report publishes, with its own validator, so that there is
one; and SARIF against OASIS's schema (sarif-schema-2.1.0.json is the one of SARIF 2.1.0 with errata 01, unchanged)."""

import functools
import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools/report/schema"))


def problems(value):
    """Where a value breaks the schema that it names, such as "sdvlite-results/1", or a trace in it makes no sense."""
    import validate  # needs jsonschema, from tools/setup --tests

    return validate.problems(value)


@functools.cache
def sarif_validator():
    import jsonschema

    schema = json.loads((Path(__file__).parent / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    return jsonschema.Draft4Validator(schema)


URI = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=\[\]-]|%[0-9A-F]{2})+")


def uris(value):
    """Every text that has to be a URI."""
    if isinstance(value, dict):
        yield from (v for k, v in value.items() if k in ("uri", "helpUri", "$schema"))
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from uris(one)


def code_scanning_problems(run):
    """What GitHub's code scanning needs beyond the schema, and how much of it it takes (docs.github.com, "SARIF support for
    code scanning")."""
    for rule in run["tool"]["driver"]["rules"]:
        long = [word for word in ("shortDescription", "fullDescription") if not 0 < len(rule[word]["text"]) <= 1024]
        if long or len(rule["name"]) > 255 or not rule["help"]["text"] or len(rule["properties"]["tags"]) > 10:
            yield f"rule {rule['id']}: too long, too many, or missing: {long or 'name, help, tags'}"
        if rule["properties"]["precision"] not in ("very-high", "high", "medium", "low"):
            yield f"rule {rule['id']}: precision"
        if rule["properties"]["problem.severity"] not in ("error", "warning", "recommendation"):
            yield f"rule {rule['id']}: problem.severity"
    for result in run["results"]:
        flows = [at["location"] for flow in result.get("codeFlows", []) for thread in flow["threadFlows"] for at in thread["locations"]]
        if len(flows) > 1000:
            yield f"result of {result['ruleId']}: {len(flows)} places on the way"
        for at in result["locations"] + flows:
            region = at.get("physicalLocation", {}).get("region", {})
            numbers = [region.get(name, 0) for name in ("startLine", "startColumn", "endLine", "endColumn")]
            if min(numbers) < 1 or (numbers[0], numbers[1]) >= (numbers[2], numbers[3]):
                yield f"result of {result['ruleId']}: region {region}"
        for text in [result["message"]["text"]] + [at["message"]["text"] for at in flows]:
            if not text or "](" in text or re.search(r"\{\d+\}", text):
                yield f"result of {result['ruleId']}: a link or placeholder that nobody meant: {text}"


def sarif_problems(log):
    """Where a SARIF log breaks the schema, or what it refers to is not there."""
    for error in sarif_validator().iter_errors(log):
        yield f"/{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
    yield from (f"no URI: {uri}" for uri in uris(log) if not URI.fullmatch(uri))
    for run in log["runs"]:
        yield from code_scanning_problems(run)
        rules = run["tool"]["driver"]["rules"]
        for result in run["results"]:
            if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
                yield f"result of {result['ruleId']}: ruleIndex {result['ruleIndex']} is another rule"
            hashes = result["partialFingerprints"]
            if not re.fullmatch(r"[0-9a-f]{16}:1", hashes["primaryLocationLineHash"]):
                yield f"result of {result['ruleId']}: {hashes}"
            for flow in result.get("codeFlows", []):
                places = [at["location"] for thread in flow["threadFlows"] for at in thread["locations"]]
                if any("physicalLocation" not in at for at in places):
                    yield f"result of {result['ruleId']}: a step of the code flow without a place"
                # Viewers end where the alert is.
                lines = [at["physicalLocation"]["region"]["startLine"] for at in (places[-1], result["locations"][0])]
                if lines[0] != lines[1]:
                    yield f"result of {result['ruleId']}: the code flow ends in line {lines[0]}, the result is in line {lines[1]}"
