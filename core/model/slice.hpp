// SPDX-License-Identifier: Apache-2.0
// Which statements and which memory can matter to the rule: a flow-insensitive, interprocedural
// backward slice (Weiser 1981) over location classes, from the rule's own statements. A decision
// matters when something that matters depends on it; what a decision, an assignment or an argument
// that matters reads, matters. Whether a loop ends is not part of it (as usual for slicing).
#pragma once

#include <deque>

#include "core/model/model.hpp"

namespace sdvlite::model {

class Slicer {
public:
    Slicer(const Model& model, Relevance& out) : m_(model), p_(model.program()), out_(out) {}
    /// Finds what can matter; the classes that do. With `slice` false everything.
    std::vector<bool> run(bool slice);
    /// Of these classes, those that matter without what is assumed at the beginning of a way. Calls through pointers are
    /// such ways: where functions were stored is followed only where nothing else helps.
    const std::vector<bool>& first() const { return first_; }
    /// What can matter of what the model has found to, when it follows these classes and no others.
    void run(const ClassSet& followed);

private:
    void index();
    void enqueue(ir::ProcId p);
    void seed();
    void close();
    void drain();
    bool pass(ir::ProcId proc);
    bool guards(ir::ProcId proc, const ir::Stmt& choose);
    bool call(ir::ProcId proc, ir::StmtIndex index);
    bool call_of(ir::ProcId proc, const ir::Stmt& s, ir::ProcId callee);
    bool external(ir::ProcId proc, const ir::Stmt& s);
    using LocalOf = std::pair<ir::ProcId, std::uint32_t>;
    void add_locals(ir::ProcId proc, ir::ExprId pointer, std::vector<LocalOf>& out) const;
    bool gives_wanted(ir::ProcId caller, const LocalOf& param, std::vector<LocalOf>& more);
    bool gives_place_wanted(ir::ProcId proc, ir::ExprId given);
    bool leads_to_wanted(ir::ProcId proc, ir::ExprId pointer) const;
    bool fills_given(ir::ProcId proc, ir::ExprId to);
    bool bulk(ir::ProcId proc, const ir::Stmt& s, const BulkEffect& effect);
    bool mark(ir::ProcId proc, ir::StmtIndex s);
    bool want(ClassId c);
    bool wanted(ClassId c) const { return wanted_[c]; }
    bool wanted_lhs(ir::ProcId proc, ir::ExprId lhs);
    bool wanted_result(ir::ProcId proc, ir::ExprId result);
    bool reads(ir::ProcId proc, ir::ExprId value);          ///< its value matters
    bool address(ir::ProcId proc, ir::ExprId designator);   ///< where it is matters
    bool reads_any_wanted(ir::ProcId proc, ir::ExprId value);

    const Model& m_;
    const ir::Program& p_;
    Relevance& out_;
    bool guards_ = false;  ///< what is assumed at the beginning of a way decides
    std::vector<bool> first_;
    bool fixed_ = false;  ///< `wanted_` does not grow: what is read is not followed for that
    std::vector<bool> wanted_;
    std::vector<std::vector<ir::ProcId>> mentions_;  ///< by class: procedures in which wanting it may change something
    std::vector<std::vector<ir::ProcId>> callers_;
    std::vector<ir::ProcId> broad_;  ///< procedures that any class may concern: they let others change memory by type
    std::deque<ir::ProcId> queue_;
    std::vector<bool> queued_;
    bool wanted_more_ = false;
    std::size_t wanted_count_ = 0;
    std::vector<ClassId> scratch_;
    std::vector<ir::StmtIndex> controllers_;
};

}  // namespace sdvlite::model
