// SPDX-License-Identifier: Apache-2.0
#include "rules/compiler/conditions.hpp"

#include <cstdlib>

#include "grammar/SlicLexer.h"

namespace sdvlite::rules {
namespace {

using grammar::SlicLexer;

} // namespace

Tokens resolve_defined(Tokens expression, const MacroTable& macros) {
    Tokens out;
    for (std::size_t i = 0; i < expression.size(); ++i) {
        if (expression[i].text != "defined" || i + 1 == expression.size()) {
            out.push_back(std::move(expression[i]));
            continue;
        }
        const bool bracket = expression[i + 1].kind == SlicLexer::LPAREN && i + 3 < expression.size();
        Token t = expression[i];
        const Token& name = expression[bracket ? i + 2 : i + 1];
        t.kind = SlicLexer::INT;
        t.text = macros.find(name.text) != nullptr ? "1" : "0";
        out.push_back(std::move(t));
        i += bracket ? 3 : 1;
    }
    return out;
}

bool Conditions::is_conditional(std::string_view name) {
    return name == "if" || name == "ifdef" || name == "ifndef" || name == "elif" || name == "else" || name == "endif";
}

bool Conditions::decides(std::string_view name) const {
    if (name == "if") return active();
    return name == "elif" && !levels_.empty() && levels_.back().outer && !levels_.back().taken;
}

bool Conditions::is_defined(const Token& name, const Tokens& expression, const MacroTable& macros) {
    if (!expression.empty()) return macros.find(expression[0].text) != nullptr;
    diags_.error(name.span, "#" + name.text + " wants a name");
    return false;
}

// A disjunction of conjunctions of possibly negated atoms. A name that is left is 0, as in C.
bool Conditions::evaluate(const Token& name, const Tokens& expression) {
    bool any = false, all = true, negated = false, wants_atom = true;
    for (const Token& t : expression) {
        const bool atom = t.kind == SlicLexer::INT || t.kind == SlicLexer::ID;
        if (wants_atom && t.kind == SlicLexer::BANG) {
            negated = !negated;
        } else if (wants_atom && atom) {
            const bool value = t.kind == SlicLexer::INT && std::strtoull(t.text.c_str(), nullptr, 0) != 0;
            all = all && value != negated;
            negated = false;
            wants_atom = false;
        } else if (!wants_atom && (t.kind == SlicLexer::ANDAND || t.kind == SlicLexer::OROR)) {
            if (t.kind == SlicLexer::OROR) {
                any = any || all;
                all = true;
            }
            wants_atom = true;
        } else {
            diags_.error(t.span, "#" + name.text + " is limited to numbers, names, defined, !, && and ||");
            return false;
        }
    }
    if (wants_atom) diags_.error(name.span, "#" + name.text + " wants a condition");
    return any || all;
}

void Conditions::directive(const Token& name, const Tokens& expression, const MacroTable& macros) {
    const std::string& word = name.text;
    if (word == "if" || word == "ifdef" || word == "ifndef") {
        const bool outer = active();
        bool now = false;
        if (outer && word == "if") now = evaluate(name, expression);
        if (outer && word != "if") now = is_defined(name, expression, macros) == (word == "ifdef");
        levels_.push_back({name.span, outer, now, now});
        return;
    }
    if (levels_.empty()) return diags_.error(name.span, "#" + word + " without #if");
    Level& level = levels_.back();
    if (word == "endif") return levels_.pop_back();
    if (level.in_else) return diags_.error(name.span, "#" + word + " after #else");
    level.in_else = word == "else";
    const bool open = level.outer && !level.taken;
    level.now = open && (word == "else" || evaluate(name, expression));
    level.taken = level.taken || level.now;
}

void Conditions::finish() {
    for (const Level& level : levels_) diags_.error(level.start, "#if is never closed", "add #endif");
}

} // namespace sdvlite::rules
