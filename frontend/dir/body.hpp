// SPDX-License-Identifier: Apache-2.0
// Lowers the body of one procedure: structured statements become a flat list with jumps. Each
// statement is read in its own right, so that one wrong statement does not hide the next error.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "frontend/dir/attributes.hpp"
#include "frontend/dir/exprs.hpp"
#include "frontend/dir/flat_body.hpp"
#include "grammar/DriverIrBaseVisitor.h"

namespace sdvlite::frontend::dir {

class BodyReader : private grammar::DriverIrBaseVisitor {
public:
    /// The procedure's parameters are its only locals yet.
    BodyReader(FileContext& context, ir::ProcId proc, Parser::ParametersContext* parameters);

    /// Fills locals, body and end of the procedure. `end` is the place of the closing brace, if given.
    void read(Parser::BlockContext* block, Parser::PlaceContext* end);

private:
    using Label = FlatBody::Label;
    using Any = antlrcpp::Any;

    struct NamedLabel {
        Label label = 0;
        bool defined = false;
        base::Span first_use;
    };
    /// Where `break` and `continue` go; kNoStmt when not allowed.
    struct Loop {
        Label on_break = ir::kNoStmt;
        Label on_continue = ir::kNoStmt;
    };

    // body.cpp: the parts that all statements share
    void read_statements(const std::vector<Parser::StatementContext*>& statements);
    void read_statement(Parser::StatementContext* statement);
    void define(Parser::LabelContext* label);
    Label label_named(Parser::NameContext* name);
    Label unwind_of(Parser::UnwindContext* unwind);
    void finish(base::Span end);
    void require_return(const std::vector<ir::Stmt>& body) const;
    base::Span span_of(antlr4::ParserRuleContext* action, Parser::PlaceContext* place) const;
    std::uint32_t add_local(std::string name, ir::TypeId type, base::Span span);
    ir::Stmt& emit(ir::StmtKind kind, base::Span span);
    ir::Proc& proc() { return context_.program[proc_]; }

    // body_simple.cpp: statements without statements in them
    Any visitEmptyAction(Parser::EmptyActionContext* s) override;
    Any visitLocalAction(Parser::LocalActionContext* s) override;
    Any visitExpressionAction(Parser::ExpressionActionContext* s) override;
    Any visitStepAction(Parser::StepActionContext* s) override;
    Any visitGotoAction(Parser::GotoActionContext* s) override;
    Any visitChooseGotoAction(Parser::ChooseGotoActionContext* s) override;
    Any visitBreakAction(Parser::BreakActionContext* s) override;
    Any visitContinueAction(Parser::ContinueActionContext* s) override;
    Any visitReturnAction(Parser::ReturnActionContext* s) override;
    Any visitHavocAction(Parser::HavocActionContext* s) override;
    Any visitAssumeAction(Parser::AssumeActionContext* s) override;
    Any visitAllocAction(Parser::AllocActionContext* s) override;
    Any visitRaiseAction(Parser::RaiseActionContext* s) override;
    Any visitHoleAction(Parser::HoleActionContext* s) override;
    Any visitAbortAction(Parser::AbortActionContext* s) override;
    void assign(ir::ExprId lhs, const Value& value, base::Span span);

    // body_calls.cpp
    Any visitInvokeAction(Parser::InvokeActionContext* s) override;
    static Parser::PostfixContext* as_call(Parser::UnaryContext* unary);
    static Parser::PostfixContext* as_call(Parser::ExpressionContext* expression);
    void call(ir::ExprId lhs, Parser::PostfixContext* call, Parser::UnwindContext* unwind, base::Span span);
    ir::ProcId direct_callee(Parser::PostfixContext* call);
    void read_before(Parser::NameContext* name, Parser::ArgumentsContext* arguments, ir::Stmt& invoke);
    std::vector<ir::ExprId> read_arguments(Parser::ArgumentsContext* arguments, ir::TypeId function,
                                           base::Span where);

    // body_control.cpp: statements that hold statements
    Any visitBlockAction(Parser::BlockActionContext* s) override;
    Any visitIfAction(Parser::IfActionContext* s) override;
    Any visitWhileAction(Parser::WhileActionContext* s) override;
    Any visitDoAction(Parser::DoActionContext* s) override;
    Any visitSwitchAction(Parser::SwitchActionContext* s) override;
    Any visitChooseAction(Parser::ChooseActionContext* s) override;
    void read_block(Parser::BlockContext* block);
    Parser::NameContext* plain_goto(Parser::StatementContext* statement) const;
    Label arm(Parser::StatementContext* statement, bool& emitted);
    ir::ExprId condition(Parser::ConditionContext* condition, bool& always);
    base::Span header_span(antlr4::ParserRuleContext* action, antlr4::tree::TerminalNode* last,
                           Parser::PlaceContext* place) const;
    void body_branch(ir::ExprId test, Label yes, Label no, base::Span span);
    void read_case(Parser::SwitchItemContext* item, ir::StmtIndex at, Label here);
    void retarget(ir::StmtIndex at, Label from, Label to);
    void check_cases(const std::vector<ir::SwitchCase>& cases, ir::TypeId type, base::Span where) const;

    FileContext& context_;
    ir::ProcId proc_;
    LocalNames locals_;
    ExprReader exprs_;
    FlatBody body_;
    std::map<std::string, NamedLabel> labels_;
    std::vector<Loop> loops_;
    bool failed_ = false;                // a statement was wrong
    std::vector<Attribute> attributes_;  // of the statement that is read
};

}  // namespace sdvlite::frontend::dir
