// SPDX-License-Identifier: Apache-2.0
// Headers of procedures.
#include <unordered_set>

#include "core/ir/validate.hpp"

#include "frontend/dir/declarations.hpp"
#include "frontend/dir/literals.hpp"
#include "frontend/dir/types.hpp"

namespace sdvlite::frontend::dir {

namespace {

bool has_linkage(const std::vector<Parser::LinkageContext*>& words, std::size_t token) {
    for (Parser::LinkageContext* w : words) {
        if (w->getStart()->getType() == token) return true;
    }
    return false;
}

ir::Variable read_parameter(FileContext& context, Parser::ParameterContext* p) {
    ir::Variable v;
    v.type = declared_type(context, p->type(), p->declarator());
    const ir::Type& type = context.program.types[v.type];
    if (type.kind == ir::TypeKind::Array) fail(context.span(p), "a parameter can't be an array", "write a pointer");
    if (type.kind != ir::TypeKind::Record) require_object_type(context, v.type, context.span(p), "a parameter");
    if (p->declarator() != nullptr) v.name = text_of(context, p->declarator()->name());
    v.span = p->place() != nullptr ? read_place(context, p->place())
             : p->declarator() != nullptr ? context.span(p->declarator()) : context.span(p);
    for (const Attribute& a : read_attributes(context, p->attributes())) {
        if (a.word != "name") unknown_attribute(a, {"name"});
        v.name = only_value(a);
    }
    return v;
}

}  // namespace

ir::TypeId DeclarationReader::read_signature(Parser::ProcItemContext* item, std::vector<ir::Variable>& params) {
    const ir::TypeId result = read_type(context_, item->type());
    const ir::TypeKind kind = context_.program.types[result].kind;
    if (kind == ir::TypeKind::Array || kind == ir::TypeKind::Function) {
        fail(context_.span(item->type()), "a function can't return this type");
    }
    Parser::ParametersContext* list = item->parameters();
    bool variadic = false;
    if (list != nullptr) {
        const auto& written = list->parameter();
        const bool none = written.size() == 1 && written[0]->getText() == "void";
        std::unordered_set<std::string> names;
        for (std::size_t i = 0; i < written.size() && !none; ++i) {
            params.push_back(read_parameter(context_, written[i]));
            Parser::DeclaratorContext* d = written[i]->declarator();
            if (d != nullptr && !names.insert(text_of(context_, d->name())).second) {
                fail(context_.span(d), "two parameters have the name '" + text_of(context_, d->name()) + "'");
            }
        }
        variadic = list->getStop()->getText() == "...";
    }
    std::vector<ir::TypeId> types;
    for (const ir::Variable& v : params) types.push_back(v.type);
    if (types.size() > ir::kMaxTypeNodes / 2) fail(context_.span(item->name()), "too many parameters");
    return context_.program.types.function(result, std::move(types), variadic);
}

void DeclarationReader::read_proc(Parser::ProcItemContext* item, const Declaration& d) {
    ir::Proc proc;
    const base::Span at = context_.span(item->name());
    proc.name = text_of(context_, item->name());
    proc.display_name = proc.name;
    proc.origin = context_.origin;
    proc.type = read_signature(item, proc.locals);
    proc.param_count = static_cast<std::uint32_t>(proc.locals.size());
    proc.span = item->place().empty() ? at : read_place(context_, item->place(0));
    // A second place is that of the end; before a body it stands behind the brace instead.
    if (item->place().size() > 1) proc.end = read_place(context_, item->place(1));
    proc.is_static = has_linkage(item->linkage(), Parser::STATIC);
    if (has_linkage(item->linkage(), Parser::CONST)) fail(context_.span(item), "a function can't be const");
    if (has_linkage(item->linkage(), Parser::EXTERN) && d.has_body) {
        fail(at, "'" + proc.name + "' is extern, so it has no body here");
    }
    for (const Attribute& a : read_attributes(context_, item->attributes())) apply(a, proc);
    const ir::ProcId id = merge_proc(std::move(proc), d.has_body, at);
    if (d.has_body) bodies_.emplace(d.number, id);
}

// Declared again: types agree, at most one body, and what is known about it adds up.
ir::ProcId DeclarationReader::merge_proc(ir::Proc&& proc, bool has_body, base::Span at) {
    ir::Program& program = context_.program;
    proc.has_body = has_body;
    const ir::ProcId known = program.find_proc(proc.name);
    if (!known.valid()) {
        const std::string name = proc.name;
        require_fresh(name, at, ir::ProcId(program.procs.size()), {});
        return program.add_proc(std::move(proc));
    }
    ir::Proc& old = program[known];
    base::Diagnostic d;
    d.span = at;
    d.notes.push_back({base::Severity::Note, old.span, "declared here before", {}, {}});
    if (old.type != proc.type) {
        d.message = "'" + proc.name + "' is declared with another type: " + program.types.name(proc.type) +
                    ", before " + program.types.name(old.type);
        throw ReadError{std::move(d)};
    }
    if (old.has_body && has_body) {
        d.message = "'" + proc.name + "' is defined twice";
        throw ReadError{std::move(d)};
    }
    if (has_body) {
        old.locals = std::move(proc.locals);
        old.span = proc.span;
        old.has_body = true;
        old.origin = proc.origin;
        old.display_name = proc.display_name;
    }
    old.is_static = old.is_static || proc.is_static;
    old.is_noreturn = old.is_noreturn || proc.is_noreturn;
    old.address_taken = old.address_taken || proc.address_taken;
    old.modelled = old.modelled || proc.modelled;
    old.roles.insert(old.roles.end(), proc.roles.begin(), proc.roles.end());
    old.role_types.insert(old.role_types.end(), proc.role_types.begin(), proc.role_types.end());
    old.annotations.insert(old.annotations.end(), proc.annotations.begin(), proc.annotations.end());
    if (!proc.hole_reason.empty()) old.hole_reason = proc.hole_reason;
    return known;
}

void DeclarationReader::apply(const Attribute& a, ir::Proc& proc) {
    auto flag = [&](bool& value) {
        no_value(a);
        value = true;
    };
    if (a.word == "role") {
        proc.roles.push_back(read_role(a));
    } else if (a.word == "static") {
        flag(proc.is_static);
    } else if (a.word == "noreturn") {
        flag(proc.is_noreturn);
    } else if (a.word == "address_taken") {
        flag(proc.address_taken);
    } else if (a.word == "modelled") {
        flag(proc.modelled);
    } else if (a.word == "name") {
        proc.display_name = only_value(a);
    } else if (a.word == "role_type") {
        proc.role_types.push_back(only_value(a));
    } else if (a.word == "annotation") {
        proc.annotations.push_back(only_value(a));
    } else if (a.word == "hole") {
        proc.hole_reason = only_value(a);
    } else if (a.word == "origin") {
        proc.origin = read_origin(only_value(a), a.span);
    } else {
        unknown_attribute(a, {"role", "static", "noreturn", "address_taken", "modelled", "name", "role_type",
                              "annotation", "hole", "origin"});
    }
}

// role DRIVER_DISPATCH IRP_MJ_READ by "registration" @[f0 3:4]
ir::Role DeclarationReader::read_role(const Attribute& a) const {
    ir::Role role;
    role.found_by = "user";
    role.span = a.span;
    std::vector<std::string> words;
    for (std::size_t i = 0; i < a.values.size(); ++i) {
        const bool by = !words.empty() && a.values[i].text == "by" && i + 1 < a.values.size();
        if (a.values[i].is_place) {
            role.span = a.values[i].place;
        } else if (by) {
            role.found_by = a.values[++i].text;
        } else {
            words.push_back(a.values[i].text);
        }
    }
    if (words.empty() || words.size() > 2)
        fail(a.span, "expected a role and perhaps a detail: role DRIVER_DISPATCH IRP_MJ_READ");
    role.role = words[0];
    if (words.size() == 2) role.detail = words[1];
    return role;
}

}  // namespace sdvlite::frontend::dir
