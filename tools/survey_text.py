# SPDX-License-Identifier: Apache-2.0
"""What a plain reading of C text finds, without a compiler: function definitions and registrations of callbacks.

The survey compares sdvlite against this, so that nothing here asks sdvlite: what clang lost without a trace is found all
the same. It is a count, not a parser: comments, strings and directives go, braces and parentheses are matched."""

import re

IDENTIFIER = re.compile(r"[A-Za-z_]\w*")
NOISE = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.S)
DIRECTIVE = re.compile(r"^[ \t]*#[ \t]*(\w*)(?:[^\n\\]|\\\n|\\.)*", re.M)
TOKEN = re.compile(r"[A-Za-z_]\w*|[(){};=\[\]]|\x01\w+")
# Words before a parenthesis that are never a function's name.
NOT_A_NAME = {"if", "while", "for", "switch", "return", "sizeof", "defined", "alignas", "align", "alloc_text"}


def blank(match):
    """The same number of lines, nothing else."""
    return "".join(c if c == "\n" else " " for c in match.group(0))


def bare(text):
    """Without comments and the contents of strings."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return NOISE.sub(lambda m: '""' + blank(m)[2:] if m.group(0)[0] == '"' else blank(m), text)


def functions(text):
    """[(name, line)] of the function definitions that stand in a C file, whatever #if says."""
    text = DIRECTIVE.sub(lambda m: "\x01" + (m.group(1) or "_") + blank(m)[len(m.group(1) or "_") + 1 :], bare(text))
    found, depth, parens, head, branches, in_function = [], 0, 0, Head(), [], False
    line, at = 1, 0
    for m in TOKEN.finditer(text):
        token = m.group(0)
        line += text.count("\n", at, m.start())
        at = m.start()
        if token[0] == "\x01":
            # Each branch of an #if starts from the same nesting.
            if token in ("\x01if", "\x01ifdef", "\x01ifndef"):
                branches.append((depth, parens))
            elif token in ("\x01else", "\x01elif") and branches:
                depth, parens = branches[-1]
            elif token == "\x01endif" and branches:
                branches.pop()
        elif token == "{":
            if depth == 0 and parens == 0 and head.is_extern_c():
                head = Head()
                continue
            if depth == 0 and parens == 0 and head.is_function():
                name = head.name()
                found.append((name, head.line))
                in_function = True
            depth += 1
        elif token == "}":
            depth = max(0, depth - 1)
            if depth == 0 and in_function:
                head, in_function = Head(), False
        elif depth == 0:
            if token == "(":
                head.open(parens, line)
                parens += 1
            elif token == ")":
                parens = max(0, parens - 1)
                head.last = ")"
            elif token == ";" and parens == 0:
                head = Head()
            else:
                head.word(token, parens)
    return found


class Head:
    """What was read since the last definition or declaration ended."""

    def __init__(self):
        self.names, self.words, self.line, self.assigned, self.last = [], [], 0, False, ""

    def word(self, token, parens):
        self.assigned = self.assigned or (token == "=" and parens == 0)
        self.last = token
        if parens == 0:
            self.words.append(token)

    def open(self, parens, line):
        if parens == 0 and IDENTIFIER.fullmatch(self.last) and self.last not in NOT_A_NAME:
            self.names.append((self.last, line))
        self.last = "("

    def name(self):
        # Annotations in front and behind also look like calls: they begin with an underscore or are all capitals.
        plain = [n for n in self.names if not n[0].startswith("_") and not (n[0].isupper() and len(self.names) > 1)]
        name, self.line = plain[0] if plain else self.names[-1]
        return name

    def is_function(self):
        tagged = self.last != ")" and any(w in ("struct", "union", "enum") for w in self.words)
        return bool(self.names) and not self.assigned and "typedef" not in self.words and not tagged

    def is_extern_c(self):
        return not self.names and "extern" in self.words


def arguments(text, at):
    """The arguments of the call whose opening parenthesis is at `at`."""
    out, depth, start = [], 0, at + 1
    for i in range(at, min(len(text), at + 4000)):
        c = text[i]
        if c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
            if depth == 0:
                out.append(text[start:i].strip())
                return out
        elif c == "," and depth == 1:
            out.append(text[start:i].strip())
            start = i + 1
    return out


ASSIGNED = {
    "DriverUnload": re.compile(r"(?:->|\.)\s*DriverUnload\s*=(?!=)"),
    "AddDevice": re.compile(r"(?:->|\.)\s*AddDevice\s*=(?!=)"),
    "DriverStartIo": re.compile(r"(?:->|\.)\s*DriverStartIo\s*=(?!=)"),
    "MajorFunction": re.compile(r"\bMajorFunction\s*\[[^\]\n]*\]\s*=(?!=)"),
    "Storport": re.compile(
        r"(?:->|\.)\s*Hw(?:Initialize|StartIo|FindAdapter|Interrupt|ResetBus|AdapterControl|BuildIo|DmaStarted"
        r"|UnitControl|FreeAdapterResources|CompleteServiceIrp|ProcessServiceRequest|InitializeTracing|CleanupTracing|TracingEnabled)\s*=(?!=)"
    ),
}
CALLS = {  # the function, and which argument is the callback
    "IoSetCancelRoutine": 1,
    "IoSetCompletionRoutine": 1,
    "IoSetCompletionRoutineEx": 2,
    "KeInitializeDpc": 1,
}


def registrations(text):
    """[(kind, what is registered, line)]; what is registered is a name, or an expression as it stands there."""
    text = DIRECTIVE.sub(blank, bare(text))
    found = []
    for kind, pattern in ASSIGNED.items():
        for m in pattern.finditer(text):
            # a = b = f: the last one is the value.
            value = re.split(r"(?<![=!<>])=(?!=)", text[m.end() : text.find(";", m.end())])[-1]
            found.append((kind, callback(value), text.count("\n", 0, m.start()) + 1))
    for name, index in CALLS.items():
        for m in re.finditer(r"\b" + name + r"\s*\(", text):
            args = arguments(text, m.end() - 1)
            if index < len(args):
                found.append((name, callback(args[index]), text.count("\n", 0, m.start()) + 1))
    return [f for f in found if f[1] not in ("NULL", "0", "")]


def callback(expression):
    """The function's name without casts, & and parentheses."""
    e = expression.strip()
    while True:
        before = e
        e = e.lstrip("&").strip()
        m = re.match(r"^\(\s*P?[A-Z_][A-Z0-9_]*\s*\*?\s*\)\s*(.+)$", e, re.S)
        if m:
            e = m.group(1).strip()
        if e.startswith("(") and e.endswith(")"):
            e = e[1:-1].strip()
        if e == before:
            return " ".join(e.split())
