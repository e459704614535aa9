// SPDX-License-Identifier: Apache-2.0
#include "rules/compiler/parse.hpp"

#include <memory>
#include <utility>

#include "grammar/SlicBaseVisitor.h"
#include "grammar/SlicLexer.h"
#include "grammar/SlicParser.h"
#include "rules/compiler/mistakes.hpp"
#include "rules/compiler/syntax_errors.hpp"

namespace sdvlite::rules {
namespace {

using grammar::SlicParser;

// Builds the tree. Recursion is bounded, because the nesting of the tokens was checked.
class Builder final : public grammar::SlicBaseVisitor {
  public:
    explicit Builder(const Tokens& tokens) : tokens_(tokens) {}
    ast::Rule take() { return std::move(rule_); }

    antlrcpp::Any visitStateBlock(SlicParser::StateBlockContext* c) override;
    antlrcpp::Any visitWatch(SlicParser::WatchContext* c) override;
    antlrcpp::Any visitEvent(SlicParser::EventContext* c) override;
    antlrcpp::Any visitMemoryEvent(SlicParser::MemoryEventContext* c) override;
    antlrcpp::Any visitSelect(SlicParser::SelectContext* c) override;

    antlrcpp::Any visitBlockStmt(SlicParser::BlockStmtContext* c) override;
    antlrcpp::Any visitIfStmt(SlicParser::IfStmtContext* c) override;
    antlrcpp::Any visitAssignStmt(SlicParser::AssignStmtContext* c) override;
    antlrcpp::Any visitStepStmt(SlicParser::StepStmtContext* c) override;
    antlrcpp::Any visitUpdateStmt(SlicParser::UpdateStmtContext* c) override;
    antlrcpp::Any visitAbortStmt(SlicParser::AbortStmtContext* c) override;
    antlrcpp::Any visitHaltStmt(SlicParser::HaltStmtContext* c) override;
    antlrcpp::Any visitEmptyStmt(SlicParser::EmptyStmtContext* c) override;

    antlrcpp::Any visitIntExpr(SlicParser::IntExprContext* c) override;
    antlrcpp::Any visitArgExpr(SlicParser::ArgExprContext* c) override;
    antlrcpp::Any visitNameExpr(SlicParser::NameExprContext* c) override;
    antlrcpp::Any visitParenExpr(SlicParser::ParenExprContext* c) override;
    antlrcpp::Any visitCallExpr(SlicParser::CallExprContext* c) override;
    antlrcpp::Any visitFieldExpr(SlicParser::FieldExprContext* c) override;
    antlrcpp::Any visitUnaryExpr(SlicParser::UnaryExprContext* c) override;
    antlrcpp::Any visitBinaryExpr(SlicParser::BinaryExprContext* c) override;

  private:
    base::Span span(const antlr4::Token* t) const { return tokens_[t->getTokenIndex()].span; }
    base::Span span(antlr4::ParserRuleContext* c) const {
        base::Span s = span(c->getStart());
        const base::Span end = span(c->getStop() != nullptr ? c->getStop() : c->getStart());
        if (end.file == s.file) {
            s.end_line = end.end_line;
            s.end_column = end.end_column;
        }
        return s;
    }
    ast::Name name(SlicParser::NameContext* c) const { return {c->getText(), span(c)}; }
    static ast::When when(SlicParser::WhenContext* c) {
        return c->ENTRY() != nullptr ? ast::When::Entry : ast::When::Exit;
    }

    ast::ExprId add(ast::Expr e) {
        rule_.exprs.push_back(std::move(e));
        return ast::ExprId(rule_.exprs.size() - 1);
    }
    ast::StmtId add(ast::Stmt s) {
        rule_.stmts.push_back(std::move(s));
        return ast::StmtId(rule_.stmts.size() - 1);
    }
    ast::ExprId expr(SlicParser::ExprContext* c) { return visit(c).as<ast::ExprId>(); }
    ast::StmtId stmt(SlicParser::StmtContext* c) { return visit(c).as<ast::StmtId>(); }
    ast::StmtId block(SlicParser::BlockContext* c);
    ast::ExprId value(SlicParser::ValueContext* c);
    ast::StmtId update(SlicParser::NameContext* target, std::size_t op, ast::ExprId by, const base::Span& where);
    ast::Decl enum_decl(SlicParser::EnumDeclContext* c);
    ast::Decl var_decl(SlicParser::VarDeclContext* c);

    const Tokens& tokens_;
    ast::Rule rule_;
};

// ---- state, watch, events ---------------------------------------------------------------------

ast::Decl Builder::enum_decl(SlicParser::EnumDeclContext* c) {
    ast::Decl d;
    d.is_enum = true;
    for (auto* e : c->enumerator()) d.enumerators.push_back(name(e->name()));
    d.type_span = span(c->ENUM()->getSymbol());
    d.name = name(c->name());
    d.init = expr(c->expr());
    return d;
}

ast::Decl Builder::var_decl(SlicParser::VarDeclContext* c) {
    ast::Decl d;
    for (auto* word : c->typeName()->ID()) {
        if (!d.type.empty()) d.type += ' ';
        d.type += word->getText();
    }
    d.type_span = span(c->typeName());
    d.pointer = c->STAR() != nullptr;
    d.name = name(c->name());
    d.init = expr(c->expr());
    return d;
}

antlrcpp::Any Builder::visitStateBlock(SlicParser::StateBlockContext* c) {
    ast::State s;
    s.span = span(c->getStart());
    for (auto* d : c->decl()) {
        if (auto* e = dynamic_cast<SlicParser::EnumDeclContext*>(d)) s.decls.push_back(enum_decl(e));
        if (auto* v = dynamic_cast<SlicParser::VarDeclContext*>(d)) s.decls.push_back(var_decl(v));
    }
    if (auto* g = c->stateGuard()) s.with_guard = ast::WithGuard{name(g->name()), expr(g->expr()), span(g)};
    rule_.states.push_back(std::move(s));
    return {};
}

ast::ExprId Builder::value(SlicParser::ValueContext* c) {
    const auto* arg = c->arg()->getStart();
    const ast::ExprId id = add({ast::ExprKind::Arg, arg->getText(), 0, {}, {}, span(arg)});
    if (c->STAR() == nullptr) return id;
    return add({ast::ExprKind::Unary, "*", SlicParser::STAR, id, {}, span(c->STAR()->getSymbol())});
}

antlrcpp::Any Builder::visitWatch(SlicParser::WatchContext* c) {
    rule_.watches.push_back({name(c->name()), when(c->when()), value(c->value()), span(c)});
    return {};
}

antlrcpp::Any Builder::visitEvent(SlicParser::EventContext* c) {
    ast::Event e;
    for (auto* n : c->eventNames()->name()) e.names.push_back(name(n));
    e.when = when(c->when());
    e.span = span(c->getStart());
    if (auto* g = c->guardClause()) {
        e.guard = ast::Guard{value(g->value()), g->NULL_() != nullptr, span(g)};
    }
    e.body = block(c->block());
    rule_.events.push_back(std::move(e));
    return {};
}

antlrcpp::Any Builder::visitMemoryEvent(SlicParser::MemoryEventContext* c) {
    ast::Event e;
    e.read = ast::MemoryRead{name(c->name()), expr(c->expr())};
    e.span = span(c->getStart());
    e.body = block(c->block());
    rule_.events.push_back(std::move(e));
    return {};
}

antlrcpp::Any Builder::visitSelect(SlicParser::SelectContext* c) {
    const std::size_t index = rule_.selects.size();
    ast::Select select;
    select.all = c->ALL() != nullptr;
    select.span = span(c->getStart());
    for (auto* child : c->selectCase()) {
        ast::SelectCase one;
        if (child->name() != nullptr) one.name = name(child->name());
        one.none = child->NONE() != nullptr;
        one.span = span(child->getStart());
        const std::size_t first = rule_.events.size();
        for (auto* part : child->children) {
            const bool event = dynamic_cast<SlicParser::EventContext*>(part) != nullptr;
            if (event || dynamic_cast<SlicParser::MemoryEventContext*>(part) != nullptr) visit(part);
        }
        for (std::size_t i = first; i < rule_.events.size(); ++i) {
            rule_.events[i].select = index;
            rule_.events[i].select_case = select.cases.size();
        }
        select.cases.push_back(std::move(one));
    }
    rule_.selects.push_back(std::move(select));
    return {};
}

// ---- statements -------------------------------------------------------------------------------

ast::StmtId Builder::block(SlicParser::BlockContext* c) {
    ast::Stmt s;
    s.span = span(c->getStart());
    for (auto* child : c->stmt()) s.body.push_back(stmt(child));
    return add(std::move(s));
}

antlrcpp::Any Builder::visitBlockStmt(SlicParser::BlockStmtContext* c) { return block(c->block()); }

antlrcpp::Any Builder::visitIfStmt(SlicParser::IfStmtContext* c) {
    ast::Stmt s;
    s.kind = ast::StmtKind::If;
    s.span = span(c->getStart());
    s.expr = expr(c->expr());
    s.body.push_back(stmt(c->stmt(0)));
    if (c->ELSE() != nullptr) s.else_body.push_back(stmt(c->stmt(1)));
    return add(std::move(s));
}

antlrcpp::Any Builder::visitAssignStmt(SlicParser::AssignStmtContext* c) {
    ast::Stmt s;
    s.kind = ast::StmtKind::Assign;
    s.text = c->name()->getText();
    s.span = span(c->name());
    s.expr = expr(c->expr());
    return add(std::move(s));
}

// x++, x += e as x = x + 1, x = x + e.
ast::StmtId Builder::update(SlicParser::NameContext* target, std::size_t op, ast::ExprId by, const base::Span& where) {
    const ast::Name n = name(target);
    const ast::ExprId old = add({ast::ExprKind::Name, n.text, 0, {}, {}, n.span});
    ast::Stmt s;
    s.kind = ast::StmtKind::Assign;
    s.text = n.text;
    s.span = n.span;
    s.expr = add({ast::ExprKind::Binary, "", op, old, by, where});
    return add(std::move(s));
}

antlrcpp::Any Builder::visitStepStmt(SlicParser::StepStmtContext* c) {
    const auto op = c->op->getType() == SlicParser::PLUSPLUS ? SlicParser::PLUS : SlicParser::MINUS;
    const ast::ExprId one = add({ast::ExprKind::Int, "1", 0, {}, {}, span(c->op)});
    return update(c->name(), op, one, span(c->op));
}

antlrcpp::Any Builder::visitUpdateStmt(SlicParser::UpdateStmtContext* c) {
    const auto op = c->op->getType() == SlicParser::PLUSASSIGN ? SlicParser::PLUS : SlicParser::MINUS;
    return update(c->name(), op, expr(c->expr()), span(c->op));
}

antlrcpp::Any Builder::visitAbortStmt(SlicParser::AbortStmtContext* c) {
    ast::Stmt s;
    s.kind = ast::StmtKind::Abort;
    s.text = c->STRING()->getText();
    s.span = span(c->getStart());
    return add(std::move(s));
}

antlrcpp::Any Builder::visitHaltStmt(SlicParser::HaltStmtContext* c) {
    ast::Stmt s;
    s.kind = ast::StmtKind::Halt;
    s.span = span(c->getStart());
    return add(std::move(s));
}

antlrcpp::Any Builder::visitEmptyStmt(SlicParser::EmptyStmtContext* c) {
    ast::Stmt s;
    s.span = span(c->getStart());
    return add(std::move(s));
}

// ---- expressions ------------------------------------------------------------------------------

antlrcpp::Any Builder::visitIntExpr(SlicParser::IntExprContext* c) {
    return add({ast::ExprKind::Int, c->getText(), 0, {}, {}, span(c->getStart())});
}

antlrcpp::Any Builder::visitArgExpr(SlicParser::ArgExprContext* c) {
    return add({ast::ExprKind::Arg, c->getText(), 0, {}, {}, span(c->getStart())});
}

antlrcpp::Any Builder::visitNameExpr(SlicParser::NameExprContext* c) {
    return add({ast::ExprKind::Name, c->getText(), 0, {}, {}, span(c->getStart())});
}

antlrcpp::Any Builder::visitParenExpr(SlicParser::ParenExprContext* c) { return expr(c->expr()); }

antlrcpp::Any Builder::visitCallExpr(SlicParser::CallExprContext* c) {
    return add({ast::ExprKind::Call, c->expr(0)->getText(), 0, {}, {}, span(c->getStart())});
}

antlrcpp::Any Builder::visitFieldExpr(SlicParser::FieldExprContext* c) {
    const ast::ExprId a = expr(c->expr());
    return add({ast::ExprKind::Field, c->name()->getText(), c->op->getType(), a, {}, span(c->op)});
}

antlrcpp::Any Builder::visitUnaryExpr(SlicParser::UnaryExprContext* c) {
    const ast::ExprId a = expr(c->expr());
    return add({ast::ExprKind::Unary, c->op->getText(), c->op->getType(), a, {}, span(c->op)});
}

antlrcpp::Any Builder::visitBinaryExpr(SlicParser::BinaryExprContext* c) {
    const ast::ExprId a = expr(c->expr(0));
    const ast::ExprId b = expr(c->expr(1));
    return add({ast::ExprKind::Binary, c->op->getText(), c->op->getType(), a, b, span(c->op)});
}

std::vector<std::unique_ptr<antlr4::Token>> for_antlr(const Tokens& tokens) {
    std::vector<std::unique_ptr<antlr4::Token>> out;
    out.reserve(tokens.size());
    for (const Token& t : tokens) {
        auto copy = std::make_unique<antlr4::CommonToken>(t.kind, t.text);
        copy->setLine(t.span.line);
        copy->setCharPositionInLine(t.span.column);
        out.push_back(std::move(copy));
    }
    return out;
}

// What the lexer let through for the preprocessor's sake.
bool has_odd_token(const Tokens& tokens, base::DiagSink& diags) {
    for (const Token& t : tokens) {
        if (t.kind == SlicParser::OPEN_STRING) {
            diags.error(t.span, "string is never closed", "add '\"'");
            return true;
        }
        if (t.kind == SlicParser::OTHER || t.kind == SlicParser::HASH) {
            diags.error(t.span, "unexpected character '" + t.text + "'", hint_for_character(t.text));
            return true;
        }
    }
    return false;
}

} // namespace

std::optional<ast::Rule> parse(const Tokens& tokens, base::DiagSink& diags) {
    if (has_odd_token(tokens, diags)) return std::nullopt;
    antlr4::ListTokenSource source(for_antlr(tokens));
    antlr4::CommonTokenStream stream(&source);
    SlicParser parser(&stream);
    parser.removeErrorListeners();
    SyntaxErrors errors(tokens, diags);
    parser.addErrorListener(&errors);
    parser.setErrorHandler(std::make_shared<StopAtFirstError>());
    SlicParser::FileContext* tree = nullptr;
    try {
        tree = parser.file();
    } catch (const antlr4::ParseCancellationException&) {
        return std::nullopt; // reported
    }
    Builder builder(tokens);
    builder.visit(tree);
    return builder.take();
}

} // namespace sdvlite::rules
