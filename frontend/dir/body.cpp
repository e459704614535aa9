// SPDX-License-Identifier: Apache-2.0
#include "frontend/dir/body.hpp"

#include "core/base/suggest.hpp"
#include "frontend/dir/literals.hpp"
#include "frontend/dir/types.hpp"

namespace sdvlite::frontend::dir {

using ir::StmtKind;

BodyReader::BodyReader(FileContext& context, ir::ProcId proc, Parser::ParametersContext* parameters)
    : context_(context), proc_(proc), exprs_(context, &context.program[proc], &locals_) {
    if (parameters == nullptr) return;
    // By the names in the text: [name "x"] may give the variable another one.
    const auto& list = parameters->parameter();
    for (std::uint32_t i = 0; i < list.size(); ++i) {
        if (list[i]->declarator() != nullptr) locals_.emplace(text_of(context, list[i]->declarator()->name()), i);
    }
}

void BodyReader::read(Parser::BlockContext* block, Parser::PlaceContext* end) {
    loops_.push_back({});
    read_block(block);
    finish(end != nullptr ? read_place(context_, end) : context_.span(block->getStop()));
}

void BodyReader::read_statements(const std::vector<Parser::StatementContext*>& statements) {
    for (Parser::StatementContext* s : statements) {
        try {
            read_statement(s);
        } catch (const ReadError& e) {
            failed_ = true;
            context_.report(e.diagnostic);
        }
    }
}

void BodyReader::read_statement(Parser::StatementContext* statement) {
    for (Parser::LabelContext* l : statement->label()) define(l);
    attributes_ = read_attributes(context_, statement->attributes());
    visit(statement->action());
}

void BodyReader::define(Parser::LabelContext* label) {
    const std::string name = text_of(context_, label->name());
    auto [it, fresh] = labels_.try_emplace(name);
    if (fresh) it->second.label = body_.fresh();
    if (it->second.defined) fail(context_.span(label), "the label '" + name + "' is defined twice");
    it->second.defined = true;
    body_.place(it->second.label);
}

BodyReader::Label BodyReader::label_named(Parser::NameContext* name) {
    auto [it, fresh] = labels_.try_emplace(text_of(context_, name));
    if (fresh) {
        it->second.label = body_.fresh();
        it->second.first_use = context_.span(name);
    }
    return it->second.label;
}

BodyReader::Label BodyReader::unwind_of(Parser::UnwindContext* unwind) {
    if (unwind == nullptr) return ir::kNoStmt;
    const std::string word = unwind->ID()->getText();
    if (word != "unwind") {
        fail(context_.span(unwind->ID()->getSymbol()), "expected ';' or 'unwind' and a label",
             base::did_you_mean(word, {"unwind"}));
    }
    return label_named(unwind->name());
}

void BodyReader::finish(base::Span end) {
    bool missing = false;
    std::vector<std::string> known;
    for (const auto& l : labels_) {
        if (l.second.defined) known.push_back(l.first);
    }
    for (const auto& l : labels_) {
        if (l.second.defined) continue;
        missing = true;
        context_.report(l.second.first_use, "there is no label '" + l.first + "' in this procedure",
                        base::did_you_mean(l.first, known));
    }
    if (missing) return;
    const bool runs_out = body_.falls_through();
    if (runs_out) body_.emit(StmtKind::Return, end).closing = true;
    proc().end = end;
    proc().body = body_.finish();
    if (runs_out && !failed_) require_return(proc().body);
}

namespace {

void successors(const ir::Program& program, const std::vector<ir::Stmt>& body, ir::StmtIndex at,
                std::vector<ir::StmtIndex>& out) {
    const ir::Stmt& s = body[at];
    out.insert(out.end(), s.targets.begin(), s.targets.end());
    for (const ir::SwitchCase& c : s.cases) out.push_back(c.target);
    if (s.unwind != ir::kNoStmt) out.push_back(s.unwind);
    const bool stops = s.kind == StmtKind::Call && s.proc.valid() && program[s.proc].is_noreturn;
    if (!ends_flow(s.kind) && !stops) out.push_back(at + 1);
}

}  // namespace

// A procedure with a result must not run into its closing brace.
void BodyReader::require_return(const std::vector<ir::Stmt>& body) const {
    const ir::Proc& p = context_.program[proc_];
    const ir::TypeId result = context_.program.types[p.type].element;
    if (result == context_.program.types.void_type()) return;
    std::vector<bool> seen(body.size(), false);
    std::vector<ir::StmtIndex> todo{0};
    while (!todo.empty()) {
        const ir::StmtIndex at = todo.back();
        todo.pop_back();
        if (at >= body.size() || seen[at]) continue;
        seen[at] = true;
        successors(context_.program, body, at, todo);
    }
    if (!seen[body.size() - 1]) return;
    fail(body.back().span, "control reaches the end of '" + p.name + "', which returns " +
                        context_.program.types.name(result));
}

base::Span BodyReader::span_of(antlr4::ParserRuleContext* action, Parser::PlaceContext* place) const {
    if (place != nullptr) return read_place(context_, place);
    // Up to the semicolon, but without it.
    const antlr4::Token* last = action->getStop();
    if (action->children.size() > 1 && last->getType() == Parser::SEMI) {
        antlr4::tree::ParseTree* before = action->children[action->children.size() - 2];
        if (auto* rule = dynamic_cast<antlr4::ParserRuleContext*>(before)) {
            last = rule->getStop();
        } else {
            last = static_cast<antlr4::tree::TerminalNode*>(before)->getSymbol();
        }
    }
    return context_.span(action->getStart(), last);
}

std::uint32_t BodyReader::add_local(std::string name, ir::TypeId type, base::Span span) {
    const auto index = static_cast<std::uint32_t>(proc().locals.size());
    proc().locals.push_back({std::move(name), type, span});
    return index;
}

// Attributes of a statement go to the first thing that it is lowered to.
ir::Stmt& BodyReader::emit(ir::StmtKind kind, base::Span span) {
    ir::Stmt& s = body_.emit(kind, span);
    for (const Attribute& a : attributes_) {
        if (a.word == "closing") {
            no_value(a);
            s.closing = true;
        } else if (a.word == "text") {
            s.text = only_value(a);
        } else {
            unknown_attribute(a, {"closing", "text"});
        }
    }
    attributes_.clear();
    return s;
}

}  // namespace sdvlite::frontend::dir
