// SPDX-License-Identifier: Apache-2.0
#include "rules/compiler/symbols.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "core/base/suggest.hpp"

namespace sdvlite::rules {
namespace {

using automaton::StateVar;
using automaton::VarKind;

// Types that are numbers. Every other name with a capital in it is taken for a typedef of a handle
// or pointer, whose variables hold the identity of an object: rules use names like WDFREQUEST
// without declaring them.
const std::vector<std::string> kNumbers = {"int",      "unsigned int", "unsigned", "long",  "unsigned long", "short",
                                           "char",     "bool",         "ULONG",    "LONG",  "INT",           "UINT",
                                           "USHORT",   "SHORT",        "CHAR",     "UCHAR", "KIRQL",         "BOOLEAN",
                                           "NTSTATUS", "ULONG32",      "LONG32",   "DWORD", "BOOL"};

void report_duplicate(base::DiagSink& diags, const ast::Name& name, const std::string& message,
                      const base::Span& first) {
    base::Diagnostic d{base::Severity::Error, name.span, message, {}, {}};
    d.notes.push_back({base::Severity::Note, first, "it is first declared here", {}, {}});
    diags.add(std::move(d));
}

} // namespace

bool Symbols::is_new(const ast::Name& name, std::string_view kind) {
    const auto var = variable_spans_.find(name.text);
    const auto enumerator = enumerators_.find(name.text);
    if (var == variable_spans_.end() && enumerator == enumerators_.end()) return true;
    report_duplicate(diags_, name, std::string(kind) + " '" + name.text + "' is declared already",
                     var != variable_spans_.end() ? var->second : enumerator->second.span);
    return false;
}

// The same enumerator in two enums is accepted when it means the same number in both.
bool Symbols::add_enumerators(const ast::Decl& d, StateVar& v) {
    for (const ast::Name& e : d.enumerators) {
        const auto value = static_cast<std::int64_t>(v.enumerators.size());
        const auto known = enumerators_.find(e.text);
        const bool repeated = known != enumerators_.end() && known->second.value == value;
        if (!repeated) {
            if (!is_new(e, "enumerator")) return false;
            enumerators_.emplace(e.text, Enumerator{value, e.span});
            enumerator_names_.push_back(e.text);
        }
        v.enumerators.push_back(e.text);
        v.enumerator_spans.push_back(e.span);
    }
    return true;
}

bool Symbols::choose_kind(const ast::Decl& d, StateVar& v) {
    const bool known = std::find(kNumbers.begin(), kNumbers.end(), d.type) != kNumbers.end();
    const bool capital =
        std::any_of(d.type.begin(), d.type.end(), [](unsigned char c) { return std::isupper(c) != 0; });
    v.kind = known && !d.pointer ? VarKind::Int : VarKind::Pointer;
    if (known || capital) return true;
    diags_.error(d.type_span, "unknown type '" + d.type + "'", base::did_you_mean(d.type, kNumbers));
    return false;
}

bool Symbols::declare(const ast::Decl& d, std::vector<StateVar>& vars) {
    StateVar v;
    v.name = d.name.text;
    v.span = d.name.span;
    if (d.is_enum) {
        if (!add_enumerators(d, v)) return false;
    } else if (!choose_kind(d, v)) {
        v.kind = VarKind::Int; // so that what uses it is not wrong, too
    }
    if (!is_new(d.name, "state variable")) return false;
    variables_.emplace(v.name, static_cast<std::uint32_t>(vars.size()));
    variable_spans_.emplace(v.name, v.span);
    variable_names_.push_back(v.name);
    vars.push_back(std::move(v));
    return true;
}

std::optional<std::uint32_t> Symbols::variable(std::string_view name) const {
    const auto it = variables_.find(std::string(name));
    return it == variables_.end() ? std::nullopt : std::optional(it->second);
}

std::optional<std::int64_t> Symbols::enumerator(std::string_view name) const {
    const auto it = enumerators_.find(std::string(name));
    return it == enumerators_.end() ? std::nullopt : std::optional(it->second.value);
}

} // namespace sdvlite::rules
