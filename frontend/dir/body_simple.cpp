// SPDX-License-Identifier: Apache-2.0
// Statements that hold no other statements, but for calls.
#include <algorithm>

#include "core/base/suggest.hpp"
#include "frontend/dir/body.hpp"
#include "frontend/dir/literals.hpp"
#include "frontend/dir/operators.hpp"
#include "frontend/dir/types.hpp"

namespace sdvlite::frontend::dir {

using ir::StmtKind;

antlrcpp::Any BodyReader::visitEmptyAction(Parser::EmptyActionContext* s) {
    emit(StmtKind::Nop, s->place() != nullptr ? read_place(context_, s->place()) : context_.span(s));
    return {};
}

antlrcpp::Any BodyReader::visitLocalAction(Parser::LocalActionContext* s) {
    const ir::TypeId type = declared_type(context_, s->type(), s->declarator());
    const std::string name = text_of(context_, s->declarator()->name());
    const base::Span at = context_.span(s->declarator()->name());
    require_object_type(context_, type, at, "a variable");
    if (locals_.count(name) != 0) fail(at, "there is a variable '" + name + "' in this procedure already");
    if (context_.typedefs.count(name) != 0) fail(at, "'" + name + "' is the name of a type");
    std::string display = name;
    auto is_name = [](const Attribute& a) { return a.word == "name"; };
    const auto given = std::find_if(attributes_.begin(), attributes_.end(), is_name);
    if (given != attributes_.end()) {
        display = only_value(*given);
        attributes_.erase(given);
    }
    if (!attributes_.empty() && s->expression() == nullptr) unknown_attribute(attributes_.front(), {"name"});
    const std::uint32_t index =
        add_local(std::move(display), type, s->place() != nullptr ? read_place(context_, s->place()) : at);
    locals_.emplace(name, index);
    if (s->expression() == nullptr) return {};

    ir::ExprBuilder build(context_.program);
    const base::Span span = span_of(s, nullptr);
    const ir::ExprId variable = build.local(proc(), index);
    if (Parser::PostfixContext* c = as_call(s->expression())) {
        call(variable, c, s->unwind(), span);
    } else {
        if (s->unwind() != nullptr) fail(context_.span(s->unwind()), "only a call or raise can unwind");
        assign(variable, exprs_.read(s->expression()), span);
    }
    return {};
}

void BodyReader::assign(ir::ExprId lhs, const Value& value, base::Span span) {
    const ir::ExprId rhs = exprs_.convert(value, context_.program[lhs].type);
    ir::Stmt& s = emit(StmtKind::Assign, span);
    s.lhs = lhs;
    s.rhs = rhs;
}

antlrcpp::Any BodyReader::visitExpressionAction(Parser::ExpressionActionContext* s) {
    const base::Span span = span_of(s, s->place());
    if (s->assignOp() == nullptr) {
        Parser::PostfixContext* c = as_call(s->unary());
        if (c == nullptr) {
            fail(context_.span(s->unary()), "this does nothing",
                 "a statement is an assignment, a call, or begins with a word like if");
        }
        call({}, c, s->unwind(), span);
        return {};
    }
    const ir::ExprId lhs = exprs_.read_designator(s->unary(), "the left side of an assignment");
    const std::string op = s->assignOp()->getText();
    if (Parser::PostfixContext* c = op == "=" ? as_call(s->expression()) : nullptr) {
        call(lhs, c, s->unwind(), span);
        return {};
    }
    if (s->unwind() != nullptr) {
        const std::string word = s->unwind()->ID()->getText();
        if (word != "unwind") fail(context_.span(s->unwind()), "unexpected '" + word + "', expected ';'");
        fail(context_.span(s->unwind()), "only a call or raise can unwind");
    }
    Value value = exprs_.read(s->expression());
    if (op != "=") {
        const Value old{lhs, context_.span(s->unary()), false, false, false};
        value = exprs_.apply(operator_of(op.substr(0, op.size() - 1)).op, old, value);
    }
    assign(lhs, value, span);
    return {};
}

antlrcpp::Any BodyReader::visitStepAction(Parser::StepActionContext* s) {
    const ir::ExprId lhs = exprs_.read_designator(s->unary(), "what is stepped");
    ir::ExprBuilder build(context_.program);
    const base::Span at = context_.span(s->unary());
    const Value one{build.constant(context_.program.types.integer(32, true), 1), at, true, false, false};
    const ir::BinOp op = s->stepOp()->getText() == "++" ? ir::BinOp::Add : ir::BinOp::Sub;
    assign(lhs, exprs_.apply(op, {lhs, at, false, false, false}, one), span_of(s, s->place()));
    return {};
}

antlrcpp::Any BodyReader::visitGotoAction(Parser::GotoActionContext* s) {
    const Label to = label_named(s->name());
    emit(StmtKind::Goto, span_of(s, s->place())).targets = {to};
    return {};
}

antlrcpp::Any BodyReader::visitChooseGotoAction(Parser::ChooseGotoActionContext* s) {
    std::vector<Label> targets;
    for (Parser::NameContext* name : s->name()) targets.push_back(label_named(name));
    emit(StmtKind::Choose, span_of(s, s->place())).targets = std::move(targets);
    return {};
}

antlrcpp::Any BodyReader::visitBreakAction(Parser::BreakActionContext* s) {
    const Label to = loops_.back().on_break;
    if (to == ir::kNoStmt) fail(context_.span(s), "'break' outside of a loop or switch");
    emit(StmtKind::Goto, span_of(s, s->place())).targets = {to};
    return {};
}

antlrcpp::Any BodyReader::visitContinueAction(Parser::ContinueActionContext* s) {
    const Label to = loops_.back().on_continue;
    if (to == ir::kNoStmt) fail(context_.span(s), "'continue' outside of a loop");
    emit(StmtKind::Goto, span_of(s, s->place())).targets = {to};
    return {};
}

antlrcpp::Any BodyReader::visitReturnAction(Parser::ReturnActionContext* s) {
    const ir::TypeTable& types = context_.program.types;
    const ir::TypeId result = types[proc().type].element;
    const bool wants = result != types.void_type();
    const bool closing = std::any_of(attributes_.begin(), attributes_.end(),
                                     [](const Attribute& a) { return a.word == "closing"; });
    if (s->expression() == nullptr && wants && !closing) {
        fail(context_.span(s), "'" + proc().name + "' returns " + types.name(result));
    }
    if (s->expression() != nullptr && !wants) {
        fail(context_.span(s->expression()), "'" + proc().name + "' returns nothing");
    }
    ir::ExprId value;
    if (s->expression() != nullptr) {
        if (as_call(s->expression()) != nullptr) {
            fail(context_.span(s->expression()), "a call can't stand inside an expression",
                 "assign its result to a variable and return that");
        }
        value = exprs_.convert(exprs_.read(s->expression()), result);
    }
    emit(StmtKind::Return, span_of(s, s->place())).rhs = value;
    return {};
}

antlrcpp::Any BodyReader::visitHavocAction(Parser::HavocActionContext* s) {
    const ir::ExprId lhs = exprs_.read_designator(s->unary(), "what havoc changes");
    emit(StmtKind::Havoc, span_of(s, s->place())).lhs = lhs;
    return {};
}

antlrcpp::Any BodyReader::visitAssumeAction(Parser::AssumeActionContext* s) {
    if (s->ID() != nullptr && s->ID()->getText() != "stated") {
        fail(context_.span(s->ID()->getSymbol()), "expected 'stated' or a condition",
             base::did_you_mean(s->ID()->getText(), {"stated"}));
    }
    const ir::ExprId condition = exprs_.read_scalar(s->expression());
    ir::Stmt& out = emit(StmtKind::Assume, span_of(s, s->place()));
    out.rhs = condition;
    out.stated = s->ID() != nullptr;
    if (s->STRING() != nullptr) out.text = unquote(context_, s->STRING()->getSymbol());
    return {};
}

antlrcpp::Any BodyReader::visitAllocAction(Parser::AllocActionContext* s) {
    const ir::ExprId lhs = exprs_.read_designator(s->unary(), "what alloc sets");
    if (!context_.program.types.is_pointer(context_.program[lhs].type)) {
        fail(context_.span(s->unary()), "alloc sets a pointer");
    }
    const ir::ExprId size = exprs_.read_integer(s->expression());
    ir::Stmt& out = emit(StmtKind::Alloc, span_of(s, s->place()));
    out.lhs = lhs;
    out.rhs = size;
    return {};
}

antlrcpp::Any BodyReader::visitRaiseAction(Parser::RaiseActionContext* s) {
    const ir::ExprId code = exprs_.read_integer(s->expression());
    const Label unwind = unwind_of(s->unwind());
    ir::Stmt& out = emit(StmtKind::Raise, span_of(s, s->place()));
    out.rhs = code;
    out.unwind = unwind;
    return {};
}

antlrcpp::Any BodyReader::visitHoleAction(Parser::HoleActionContext* s) {
    emit(StmtKind::Hole, span_of(s, s->place())).text = unquote(context_, s->STRING()->getSymbol());
    return {};
}

antlrcpp::Any BodyReader::visitAbortAction(Parser::AbortActionContext* s) {
    emit(StmtKind::Abort, span_of(s, s->place())).text = unquote(context_, s->STRING()->getSymbol());
    return {};
}

}  // namespace sdvlite::frontend::dir
