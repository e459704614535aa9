// SPDX-License-Identifier: Apache-2.0
#include "frontend/dir/declarations.hpp"

#include "core/base/suggest.hpp"
#include "frontend/dir/body.hpp"
#include "frontend/dir/literals.hpp"
#include "frontend/dir/types.hpp"

namespace sdvlite::frontend::dir {

void DeclarationReader::read_header(Declaration&& d) {
    const bool nothing = d.tokens.size() == 1 && d.tokens[0]->getType() == Parser::SEMI;
    if (d.broken || d.tokens.empty() || nothing) return;
    Declaration info;
    info.number = d.number;
    info.has_body = d.has_body;
    info.has_value = d.has_value;
    parser_.parse(std::move(d), [&](Parser::ItemContext* item) { read_item(item, info); });
}

void DeclarationReader::read_item(Parser::ItemContext* item, const Declaration& d) {
    if (auto* proc = dynamic_cast<Parser::ProcItemContext*>(item)) {
        read_proc(proc, d);
    } else if (auto* record = dynamic_cast<Parser::RecordItemContext*>(item)) {
        if (!record->attributes()->attribute().empty()) {
            unknown_attribute(read_attributes(context_, record->attributes()).front(), {});
        }
        read_record(context_, record);
    } else if (auto* global = dynamic_cast<Parser::GlobalItemContext*>(item)) {
        read_global(global, d);
    } else if (auto* type = dynamic_cast<Parser::TypedefItemContext*>(item)) {
        read_typedef(type);
    } else if (auto* constant = dynamic_cast<Parser::ConstItemContext*>(item)) {
        read_named_constant(constant);
    } else if (auto* setting = dynamic_cast<Parser::SettingItemContext*>(item)) {
        read_setting(setting);
    }
}

void DeclarationReader::read_rest(Declaration&& d) {
    const auto body = bodies_.find(d.number);
    const auto value = values_.find(d.number);
    if (d.broken || (body == bodies_.end() && value == values_.end())) return;
    parser_.parse(std::move(d), [&](Parser::ItemContext* item) {
        if (body != bodies_.end()) {
            auto* proc = static_cast<Parser::ProcItemContext*>(item);
            // The places of a procedure are those of its name and of its brace; only the latter is behind the block.
            Parser::PlaceContext* end = nullptr;
            for (Parser::PlaceContext* p : proc->place()) {
                if (p->getStart()->getTokenIndex() > proc->block()->getStart()->getTokenIndex()) end = p;
            }
            BodyReader(context_, body->second, proc->parameters()).read(proc->block(), end);
        } else {
            read_initialiser(context_, value->second, static_cast<Parser::GlobalItemContext*>(item)->initialiser());
        }
    });
}

// file f3 "driver.c";  program "name";  origin os_model;
void DeclarationReader::read_setting(Parser::SettingItemContext* item) {
    const std::string word = item->ID()->getText();
    const bool has_text = item->STRING() != nullptr;
    const bool has_name = item->name() != nullptr;
    if (word == "file" && has_name && has_text) {
        const std::string path = unquote(context_, item->STRING()->getSymbol());
        context_.files[text_of(context_, item->name())] = context_.program.sources.add(path);
    } else if (word == "program" && has_text && !has_name) {
        context_.program.name = unquote(context_, item->STRING()->getSymbol());
    } else if (word == "origin" && has_name && !has_text) {
        context_.origin = read_origin(text_of(context_, item->name()), context_.span(item->name()));
    } else {
        std::string hint = base::did_you_mean(
            word, {"struct", "union", "typedef", "const", "global", "static", "extern", "file", "program", "origin"});
        if (hint.empty()) hint = "a declaration is a struct, union, typedef, const, global or function";
        fail(context_.span(item), "this is no declaration", hint);
    }
}

void DeclarationReader::read_typedef(Parser::TypedefItemContext* item) {
    const std::string name = text_of(context_, item->declarator()->name());
    const ir::TypeId type = declared_type(context_, item->type(), item->declarator());
    const base::Span at = context_.span(item->declarator());
    require_fresh(name, at, {}, {});
    const auto [it, fresh] = context_.typedefs.emplace(name, type);
    if (!fresh && it->second != type) {
        fail(at, "'" + name + "' was " + context_.program.types.name(it->second) + " before");
    }
}

void DeclarationReader::read_named_constant(Parser::ConstItemContext* item) {
    const std::string name = text_of(context_, item->name());
    require_fresh(name, context_.span(item->name()), {}, {});
    const NamedConstant value = read_constant(context_, item->expression());
    const auto [it, fresh] = context_.constants.emplace(name, value);
    if (!fresh && (it->second.bits != value.bits || it->second.type != value.type)) {
        fail(context_.span(item->name()), "'" + name + "' had another value before");
    }
}

// Procedures, globals, typedefs and constants share one space of names; typedefs and constants
// may be repeated with the same meaning, which their readers check.
void DeclarationReader::require_fresh(const std::string& name, base::Span where, ir::ProcId self_proc,
                                      ir::GlobalId self_global) const {
    const ir::ProcId proc = context_.program.find_proc(name);
    const ir::GlobalId global = context_.program.find_global(name);
    base::Diagnostic d;
    d.span = where;
    if (proc.valid() && proc != self_proc) {
        d.message = "'" + name + "' is a function already";
        d.notes.push_back({base::Severity::Note, context_.program[proc].span, "declared here", {}, {}});
    } else if (global.valid() && global != self_global) {
        d.message = "'" + name + "' is a global already";
        d.notes.push_back({base::Severity::Note, context_.program[global].span, "declared here", {}, {}});
    } else if ((self_proc.valid() || self_global.valid()) && context_.typedefs.count(name) != 0) {
        d.message = "'" + name + "' is a type already";
    } else if ((self_proc.valid() || self_global.valid()) && context_.constants.count(name) != 0) {
        d.message = "'" + name + "' is a constant already";
    } else {
        return;
    }
    throw ReadError{std::move(d)};
}

}  // namespace sdvlite::frontend::dir
