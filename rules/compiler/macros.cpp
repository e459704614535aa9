// SPDX-License-Identifier: Apache-2.0
#include "rules/compiler/macros.hpp"

#include <algorithm>
#include <utility>

#include "grammar/SlicLexer.h"

namespace sdvlite::rules {
namespace {

using grammar::SlicLexer;

// Arguments that are macro calls inside arguments of macro calls. Each level is a recursion.
constexpr std::size_t kMaxCallDepth = 64;

} // namespace

void MacroTable::define(Macro m) {
    live_[m.name] = static_cast<std::int32_t>(all_.size());
    all_.push_back(std::move(m));
}

void MacroTable::undefine(std::string_view name) { live_.erase(std::string(name)); }

const Macro* MacroTable::find(std::string_view name) const {
    const std::int32_t i = index_of(name);
    return i < 0 ? nullptr : &all_[static_cast<std::size_t>(i)];
}

std::int32_t MacroTable::index_of(std::string_view name) const {
    const auto it = live_.find(std::string(name));
    return it == live_.end() ? -1 : it->second;
}

std::vector<std::string> MacroTable::names() const {
    std::vector<std::string> out;
    for (const Macro& m : all_) {
        if (find(m.name) == &m) out.push_back(m.name);
    }
    return out;
}

bool same_definition(const Macro& a, const Macro& b) {
    return a.function_like == b.function_like && a.params == b.params &&
           std::equal(a.body.begin(), a.body.end(), b.body.begin(), b.body.end(),
                      [](const Token& x, const Token& y) { return x.kind == y.kind && x.text == y.text; });
}

bool Expander::spend(std::size_t tokens, const base::Span& where) {
    if (exhausted_) return false;
    if (tokens >= budget_) {
        diags_.error(where, "macros expand to too many tokens");
        exhausted_ = true;
        return false;
    }
    budget_ -= tokens;
    return true;
}

bool Expander::is_active(std::int32_t macro) const {
    const auto i = static_cast<std::size_t>(macro);
    return i < active_.size() && active_[i];
}

void Expander::pop(std::vector<Source>& stack) {
    if (stack.back().macro >= 0) active_[static_cast<std::size_t>(stack.back().macro)] = false;
    stack.pop_back();
}

// Reads `( … )` after the name of a function-like macro. False without a '(' (then the name is an
// ordinary one), after an error, and when the call does not end.
bool Expander::read_call(std::vector<Source>& stack, const Token& use, const Macro& m, Arguments& args) {
    const auto drop_ended = [&] {
        while (stack.size() > 1 && stack.back().at == stack.back().tokens.size()) pop(stack);
        return stack.back().at != stack.back().tokens.size();
    };
    if (!drop_ended()) return false;
    if (stack.back().tokens[stack.back().at].kind != SlicLexer::LPAREN) return false;
    std::size_t depth = 0;
    args.assign(1, {});
    do {
        if (!drop_ended()) {
            diags_.error(use.span, "call of macro '" + m.name + "' is never closed", "add ')'");
            exhausted_ = true;
            return false;
        }
        Source& from = stack.back();
        Token t = from.tokens[from.at++];
        if (t.kind == SlicLexer::LPAREN && depth++ == 0) continue;
        if (t.kind == SlicLexer::RPAREN && --depth == 0) break;
        if (t.kind == SlicLexer::COMMA && depth == 1) {
            args.emplace_back();
            continue;
        }
        args.back().push_back(std::move(t));
    } while (true);
    if (m.params.empty() && args.size() == 1 && args[0].empty()) args.clear();
    if (args.size() == m.params.size()) return true;
    diags_.error(use.span, "macro '" + m.name + "' takes " + std::to_string(m.params.size()) + (m.params.size() == 1 ? " argument, not " : " arguments, not ") +
                               std::to_string(args.size()));
    exhausted_ = true;
    return false;
}

Tokens Expander::replace(const Token& use, std::int32_t macro, const Arguments& args) {
    const Macro& m = macros_.definition(macro);
    Tokens out;
    for (const Token& t : m.body) {
        const auto param = std::find(m.params.begin(), m.params.end(), t.text);
        if (param != m.params.end()) {
            const Tokens& arg = args[static_cast<std::size_t>(param - m.params.begin())];
            if (!spend(arg.size(), use.span)) return {};
            out.insert(out.end(), arg.begin(), arg.end());
            continue;
        }
        Token copy = t;
        copy.span = use.span;
        copy.macro = use.macro >= 0 ? use.macro : macro;
        out.push_back(std::move(copy));
    }
    return out;
}

Tokens Expander::expand_at(Tokens in, std::size_t depth) {
    if (depth > kMaxCallDepth) {
        if (!in.empty()) diags_.error(in.front().span, "macro calls are nested too deeply");
        exhausted_ = true;
        return {};
    }
    Tokens out;
    std::vector<Source> stack;
    stack.push_back({std::move(in), 0, -1});
    while (!stack.empty() && !exhausted_) {
        if (stack.back().at == stack.back().tokens.size()) {
            pop(stack);
            continue;
        }
        Token t = stack.back().tokens[stack.back().at++];
        const std::int32_t macro = t.painted ? -1 : macros_.index_of(t.text);
        if (macro < 0) {
            out.push_back(std::move(t));
            continue;
        }
        if (is_active(macro)) {
            t.painted = true;
            out.push_back(std::move(t));
            continue;
        }
        const Macro& m = macros_.definition(macro);
        Arguments args;
        if (m.function_like && !read_call(stack, t, m, args)) {
            out.push_back(std::move(t));
            continue;
        }
        if (!spend(m.body.size() + 1, t.span)) return {};
        for (Tokens& arg : args) arg = expand_at(std::move(arg), depth + 1);
        stack.push_back({replace(t, macro, args), 0, macro});
        active_.resize(std::max(active_.size(), static_cast<std::size_t>(macro) + 1));
        active_[static_cast<std::size_t>(macro)] = true;
    }
    return out;
}

Tokens Expander::expand(Tokens in) {
    active_.clear();
    Tokens out = expand_at(std::move(in), 0);
    return exhausted_ ? Tokens{} : out;
}

} // namespace sdvlite::rules
