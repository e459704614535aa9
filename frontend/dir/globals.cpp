// SPDX-License-Identifier: Apache-2.0
// Globals, without their initialisers.
#include "frontend/dir/declarations.hpp"
#include "frontend/dir/literals.hpp"
#include "frontend/dir/types.hpp"

namespace sdvlite::frontend::dir {

void DeclarationReader::apply(const Attribute& a, ir::Global& global) {
    if (a.word == "name") {
        global.display_name = only_value(a);
    } else if (a.word == "static") {
        no_value(a);
        global.is_static = true;
    } else if (a.word == "open") {
        no_value(a);
        global.is_open = true;
    } else if (a.word == "origin") {
        global.origin = read_origin(only_value(a), a.span);
    } else if (a.word == "shown") {
        if (a.values.empty()) fail(a.span, "'shown' is followed by what a trace calls it, and by names of its values from 0 on");
        for (const Attribute::Value& v : a.values) {
            if (v.is_place) fail(a.span, "'shown' is followed by words or texts");
            if (&v != &a.values.front()) global.shown_values.push_back(v.text);
        }
        global.shown = a.values.front().text;
    } else if (a.word == "uninitialised") {
        no_value(a);
        global.initialised = false;
    } else if (a.word == "initialised") {
        no_value(a);
        global.initialised = true;
    } else {
        unknown_attribute(a, {"name", "static", "open", "origin", "shown", "initialised", "uninitialised"});
    }
}

void DeclarationReader::read_global(Parser::GlobalItemContext* item, const Declaration& d) {
    ir::Program& program = context_.program;
    ir::Global g;
    const base::Span at = context_.span(item->declarator()->name());
    g.name = text_of(context_, item->declarator()->name());
    g.display_name = g.name;
    g.type = declared_type(context_, item->type(), item->declarator());
    g.origin = context_.origin;
    g.span = item->place() != nullptr ? read_place(context_, item->place()) : at;
    for (Parser::LinkageContext* word : item->linkage()) {
        g.is_static = g.is_static || word->STATIC() != nullptr;
        g.is_const = g.is_const || word->CONST() != nullptr;
        g.is_extern = g.is_extern || word->EXTERN() != nullptr;
    }
    g.initialised = !g.is_extern;
    for (const Attribute& a : read_attributes(context_, item->attributes())) apply(a, g);
    if (g.is_extern && d.has_value) fail(at, "'" + g.name + "' is extern, so it has no value here");
    if (!g.is_extern || !program.types.is_record(g.type)) require_object_type(context_, g.type, at, "a global");

    const ir::GlobalId known = program.find_global(g.name);
    if (!known.valid()) {
        const std::string name = g.name;
        require_fresh(name, at, {}, ir::GlobalId(program.globals.size()));
        const ir::GlobalId id = program.add_global(std::move(g));
        if (d.has_value) values_.emplace(d.number, id);
        return;
    }
    ir::Global& old = program[known];
    base::Diagnostic error;
    error.span = at;
    error.notes.push_back({base::Severity::Note, old.span, "declared here before", {}, {}});
    if (old.type != g.type) {
        error.message = "'" + g.name + "' is declared with another type: " + program.types.name(g.type) +
                        ", before " + program.types.name(old.type);
        throw ReadError{std::move(error)};
    }
    if (!old.is_extern && !g.is_extern) {
        error.message = "'" + g.name + "' is defined twice";
        throw ReadError{std::move(error)};
    }
    if (!g.is_extern) old = std::move(g);
    if (d.has_value) values_.emplace(d.number, known);
}

}  // namespace sdvlite::frontend::dir
