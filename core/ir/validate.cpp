// SPDX-License-Identifier: Apache-2.0
#include "core/ir/validate.hpp"

#include <unordered_set>

#include "core/ir/checker.hpp"
#include "core/ir/fold.hpp"

namespace sdvlite::ir {

std::vector<base::Diagnostic> validate(const Program& program, std::size_t limit) {
    return Checker(program, limit).run();
}

std::vector<base::Diagnostic> Checker::run() {
    check_type_ids();
    if (sound()) check_types();
    if (sound()) check_records();
    if (sound()) check_nesting();
    if (sound()) check_expr_ids();
    if (sound()) check_exprs();
    if (sound()) check_names();
    if (sound()) check_globals();
    if (sound()) check_procs();
    return std::move(found_);
}

void Checker::error(base::Span span, std::string message) {
    if (full()) return;
    if (span.file.valid() && span.file.index() >= program_.sources.size()) span = {};
    found_.push_back({base::Severity::Error, span, std::move(message), {}, {}});
}

void Checker::check_names() {
    std::unordered_set<std::string> names;
    for (const Global& g : program_.globals) {
        if (g.name.empty() || !names.insert(g.name).second) error(g.span, "the global '" + g.name + "' is not unique");
    }
    for (const Proc& p : program_.procs) {
        if (p.name.empty() || !names.insert(p.name).second) {
            error(p.span, "the procedure '" + p.name + "' is not the only one of that name");
        }
    }
}

void Checker::check_globals() {
    for (const Global& g : program_.globals) {
        const std::string where = "global '" + g.name + "': ";
        const bool typed = g.type.valid() && g.type.index() < program_.types.size();
        if (!typed) {
            error(g.span, where + "no type");
            continue;
        }
        if (!is_object(g.type) && !g.is_extern) error(g.span, where + "can't have this type");
        if (g.is_extern && !g.init.empty()) error(g.span, where + "extern, yet initialised");
        const std::uint64_t size = program_.types.size_of(g.type);
        for (const InitItem& item : g.init) {
            const bool good = is_value(item.value) && is_initialiser(program_, item.value);
            if (!good) {
                error(g.span, where + "the initialiser is not constant");
                break;
            }
            const TypeId type = type_of(item.value);
            const std::uint64_t bytes = program_.types.size_of(type);
            const bool fits = bytes != 0 && item.offset <= size && bytes <= size - item.offset &&
                              item.bit_offset + item.bit_width <= bytes * 8;
            if (!fits) {
                error(g.span, where + "an initialiser is outside of it");
                break;
            }
        }
    }
}

void Checker::check_procs() {
    checked_in_.assign(program_.exprs.size(), 0);
    for (std::size_t i = 0; i < program_.procs.size() && !full(); ++i) {
        const std::size_t before = found_.size();
        check_proc(program_.procs[i]);
        if (found_.size() == before) check_body(program_.procs[i], static_cast<std::uint32_t>(i + 1));
    }
}

void Checker::check_proc(const Proc& proc) {
    const std::string where = "procedure '" + proc.name + "': ";
    const TypeTable& types = program_.types;
    if (!proc.type.valid() || proc.type.index() >= types.size() || types[proc.type].kind != TypeKind::Function) {
        return error(proc.span, where + "its type is no function type");
    }
    const Type& type = types[proc.type];
    if (proc.param_count != type.params.size() || proc.locals.size() < proc.param_count) {
        return error(proc.span, where + "the number of parameters is not that of its type");
    }
    for (std::size_t i = 0; i < proc.locals.size(); ++i) {
        const Variable& v = proc.locals[i];
        const bool typed = v.type.valid() && v.type.index() < types.size();
        const bool good = typed && (i < proc.param_count ? v.type == type.params[i] : is_object(v.type));
        if (!good) error(v.span, where + "the variable '" + v.name + "' has a wrong type");
    }
    if (!proc.has_body && proc.locals.size() != proc.param_count)
        error(proc.span, where + "has variables, but no body");
    if (!proc.has_body && !proc.body.empty()) error(proc.span, where + "has statements, but says it has no body");
    if (proc.has_body && proc.body.empty()) error(proc.span, where + "says it has a body, but has no statement");
}

}  // namespace sdvlite::ir
