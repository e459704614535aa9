# SPDX-License-Identifier: Apache-2.0
"""The editor support is valid, knows every keyword of the ANTLR grammars, and colours real files as it should."""

import json
import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tools" / "editors" / "vscode"
LANGUAGES = {"slic": ("Slic.g4", "slic"), "driver-ir": ("DriverIr.g4", "dir")}


def read_json(path):
    return json.loads(path.read_text(encoding="utf-8"))


def grammar(name):
    return read_json(FOLDER / "syntaxes" / f"{name}.tmLanguage.json")


def keywords(g4):
    """The words that the lexer of an ANTLR grammar has tokens of their own for."""
    text = (ROOT / "grammar" / g4).read_text(encoding="utf-8")
    return {word for word in re.findall(r"^[A-Z_]+\s*:\s*'(\$?[A-Za-z_]+)'\s*;", text, re.M)}


def flatten(language, patterns):
    for pattern in patterns:
        if "include" in pattern:
            yield from flatten(language, language["repository"][pattern["include"].removeprefix("#")]["patterns"])
        else:
            yield pattern


def scopes(language, text):
    """[(text, scope)] of one piece of text, as a TextMate engine without nesting finds them: at each place the pattern
    that matches first, of several there the one that stands first."""
    patterns = [(p, re.compile(p.get("match", p.get("begin")), re.M)) for p in flatten(language, language["patterns"])]
    following = [None] * len(patterns)  # each pattern's next match: searched again only when it was passed by
    found, at = [], 0
    while at < len(text):
        best = None
        for i, (pattern, expression) in enumerate(patterns):
            if following[i] is None or (following[i] and following[i].start() < at):
                following[i] = expression.search(text, at) or False
            match = following[i]
            if match and (best is None or match.start() < best[0].start()):
                best = (match, pattern)
        if best is None:
            break
        match, pattern = best
        end = match.end()
        if "end" in pattern:
            closing = re.compile(pattern["end"]).search(text, end)
            end = closing.end() if closing else len(text)
        found.append((text[match.start():end].strip(), pattern.get("name", "")))
        at = max(end, at + 1)
    return found


class Extension(unittest.TestCase):
    def test_files_that_the_manifest_names(self):
        manifest = read_json(FOLDER / "package.json")
        contributes = manifest["contributes"]
        for path in [g["path"] for g in contributes["grammars"]] + [c["configuration"] for c in contributes["languages"]]:
            self.assertTrue((FOLDER / path).is_file(), path)
            read_json(FOLDER / path)
        for entry in contributes["grammars"]:
            self.assertEqual(entry["scopeName"], read_json(FOLDER / entry["path"])["scopeName"])
            self.assertIn(entry["language"], [c["id"] for c in contributes["languages"]])
        self.assertEqual({".slic", ".dir"}, {e for c in contributes["languages"] for e in c["extensions"]})

    def test_problem_matcher(self):
        pattern = read_json(FOLDER / "package.json")["contributes"]["problemMatchers"][0]["pattern"]
        match = re.match(pattern["regexp"], "a/My.slic:7:14: warning: no DDI is called 'x'")
        self.assertEqual(("a/My.slic", "7", "14", "warning", "no DDI is called 'x'"),
                         tuple(match.group(pattern[k]) for k in ("file", "line", "column", "severity", "message")))


class Grammars(unittest.TestCase):
    def test_patterns_are_expressions_with_scopes(self):
        for name in LANGUAGES:
            for pattern in flatten(grammar(name), grammar(name)["patterns"]):
                re.compile(pattern.get("match", pattern.get("begin")))
                self.assertTrue("name" in pattern or "captures" in pattern, pattern)
                self.assertEqual("begin" in pattern, "end" in pattern)

    def test_every_keyword_is_one(self):
        for name, (g4, _) in LANGUAGES.items():
            words = keywords(g4)
            self.assertGreater(len(words), 15)
            for word in words:
                found = scopes(grammar(name), f"x.{word} " if word in ("entry", "exit", "read") else f"{word} ")
                self.assertTrue(any(text == word and scope.split(".")[0] in ("keyword", "storage", "constant", "support", "variable")
                                    for text, scope in found), f"{name}: {word}: {found}")

    def test_no_word_is_a_keyword_without_reason(self):
        for name, (g4, _) in LANGUAGES.items():
            listed = {w for p in flatten(grammar(name), grammar(name)["repository"]["keywords"]["patterns"])
                      for group in re.findall(r"\(\?:([A-Za-z_|]+)\)", p["match"]) for w in group.split("|")}
            self.assertEqual(set(), listed - keywords(g4) - {"NULL", "TRUE", "FALSE"})

    def test_a_rule(self):
        found = dict(scopes(grammar("slic"), '#include "slic_base.h"\n/* entry */ state { int n = 0; }\n[KeWaitForSingleObject, fun_DRIVER_CANCEL_1].exit'
                            '[guard $1]\n{\n  if ($return == STATUS_PENDING && sdv_irql_current > 2) abort "$fname is wrong";\n} // halt'))
        for text, scope in [('#include "slic_base.h"', "meta.preprocessor.include.slic"), ("/* entry */", "comment.block.slic"),
                            ("state", "storage.type.slic"), ("KeWaitForSingleObject", "entity.name.function.slic"),
                            ("fun_DRIVER_CANCEL_1", "entity.name.function.role.slic"), ("exit", "keyword.other.event.slic"),
                            ("guard", "storage.type.slic"), ("$1", "variable.parameter.slic"), ("if", "keyword.control.slic"),
                            ("$return", "variable.parameter.slic"), ("STATUS_PENDING", "constant.other.slic"),
                            ("sdv_irql_current", "support.variable.slic"), ("2", "constant.numeric.slic"),
                            ('"$fname is wrong"', "string.quoted.double.slic"), ("// halt", "comment.line.double-slash.slic")]:
            self.assertEqual(scope, found.get(text), text)

    def test_driver_ir(self):
        found = dict(scopes(grammar("driver-ir"), 'origin os_model;\nextern i32 MyBusQuery(void* bus) @[f1 3:4];\nconst A_B = 0x10u8;\n// havoc\nassume "x" y;'))
        for text, scope in [("extern", "storage.modifier.driver-ir"), ("i32", "support.type.driver-ir"), ("void", "support.type.driver-ir"),
                            ("MyBusQuery", "entity.name.function.driver-ir"), ("@[f1 3:4]", "comment.other.place.driver-ir"),
                            ("A_B", "constant.other.driver-ir"), ("0x10u8", "constant.numeric.driver-ir"), ("assume", "keyword.other.driver-ir"),
                            ("// havoc", "comment.line.double-slash.driver-ir")]:
            self.assertEqual(scope, found.get(text), text)

    def test_every_shipped_file_is_read_to_its_end(self):
        """A comment or string that is opened and never closed would colour the rest of a file."""
        for name, (_, extension) in LANGUAGES.items():
            for path in sorted(ROOT.glob(f"rules/library/*/*/*.{extension}")) + sorted(ROOT.glob(f"frontend/os/*/*.{extension}")):
                text = path.read_text(encoding="utf-8")
                found = scopes(grammar(name), text)
                self.assertTrue(found, path)
                longest = max((t for t, s in found if s.startswith("string")), key=len, default="")
                self.assertLess(len(longest), 400, path)


if __name__ == "__main__":
    unittest.main()
