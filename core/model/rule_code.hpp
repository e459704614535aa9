// SPDX-License-Identifier: Apache-2.0
// A rule's expressions and blocks as IR, in the types of one event site.
#pragma once

#include <string>
#include <vector>

#include "core/automaton/automaton.hpp"
#include "core/base/diag.hpp"
#include "core/model/loads.hpp"
#include "core/model/weave.hpp"

namespace sdvlite::model {

/// The values that a rule's code may use at one event.
struct EventContext {
    std::string subject;            ///< the function's name, for $fname and messages
    std::vector<ir::ExprId> args;   ///< invalid where the rule does not use the argument
    std::vector<ir::TypeId> pointees;  ///< of calls: what the driver's argument points to before it becomes a void*
    ir::ExprId result;              ///< invalid at entries and for void
    base::Span span;                ///< the driver's place
    std::int32_t event = -1;
};

/// Appends statements of rule code to a body under construction.
class RuleCode {
public:
    RuleCode(Woven& woven, const automaton::Automaton& rule, base::DiagSink& diags)
        : woven_(woven), rule_(rule), diags_(diags), make_(woven.program) {}

    /// The arguments ($n, from 1) that the block uses, as a bit set; bit 0 is $return.
    std::uint64_t uses(const automaton::EventBlock& block) const;
    std::uint64_t uses(automaton::RExprId e) const;

    void block(const automaton::EventBlock& block, const EventContext& at);
    void watch(const automaton::Watch& watch, const EventContext& at);
    /// At the entry of a memory event's function: `armed` = the address of the place that it is about.
    void arm(const automaton::MemoryRead& read, ir::GlobalId armed, const EventContext& at);
    /// The block of a memory event, for the driver's reading `load` if all of `conditions` hold.
    void read(const automaton::EventBlock& block, ir::GlobalId armed, const Load& load, const EventContext& at);

    /// Where to append.
    void target(ir::ProcId proc, std::vector<ir::Stmt>* body, std::vector<StmtInfo>* info) {
        proc_ = proc;
        body_ = body;
        info_ = info;
    }

private:
    ir::ExprId value(automaton::RExprId e, const EventContext& at);
    ir::ExprId scalar(ir::ExprId value, const std::string& what, const automaton::RExpr& e, const EventContext& at);
    ir::ExprId value_of_arg(const automaton::RExpr& e, const EventContext& at);
    ir::ExprId member(const automaton::RExpr& e, const EventContext& at);
    ir::ExprId binary(const automaton::RExpr& e, const EventContext& at);
    ir::ExprId adapt_constant(const automaton::RExpr& c, ir::TypeId to);
    ir::TypeId common_type(ir::BinOp op, const automaton::RExpr& a, ir::TypeId ta, const automaton::RExpr& b, ir::TypeId tb);
    ir::ExprId object(automaton::RExprId e, const EventContext& at);
    ir::ExprId is_tracked(const automaton::Guard& guard, const EventContext& at);
    void stmt(automaton::RStmtId s, const EventContext& at);
    void assign(const automaton::RStmt& s, const EventContext& at);
    void assign_counter(const automaton::StateVar& var, ir::ExprId lhs, ir::ExprId rhs,
                        const EventContext& at, base::Span span);

    ir::StmtIndex emit(ir::StmtKind kind, base::Span span, const EventContext& at);
    ir::Stmt& last() { return body_->back(); }
    ir::StmtIndex here() const { return static_cast<ir::StmtIndex>(body_->size()); }
    ir::StmtIndex emit_branch(ir::ExprId condition, base::Span span, const EventContext& at);
    void emit_assign(ir::ExprId lhs, ir::ExprId rhs, base::Span span, const EventContext& at);
    void emit_skips(const std::vector<ir::StmtIndex>& branches);
    ir::ExprId taken_is(std::uint64_t value);
    ir::TypeId i32() { return woven_.program.types.integer(32, true); }
    ir::TypeId void_ptr() { return woven_.program.types.pointer(woven_.program.types.void_type()); }

    Woven& woven_;
    const automaton::Automaton& rule_;
    base::DiagSink& diags_;
    ir::ExprBuilder make_;
    ir::ProcId proc_;
    std::vector<ir::Stmt>* body_ = nullptr;
    std::vector<StmtInfo>* info_ = nullptr;
};

}  // namespace sdvlite::model
