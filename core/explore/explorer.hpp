// SPDX-License-Identifier: Apache-2.0
// The search: explicit states over the pushdown model, with procedure summaries (path edges and
// summary edges of Reps, Horwitz, Sagiv, POPL 1995; the explicit-state form is Bebop's: Ball,
// Rajamani, SPIN 2000). A path edge says: the procedure, entered with that data, reaches this
// statement with this data. A procedure is explored once for each entry data; its exits are
// applied at every call that enters it so, which ends recursion and shares call trees.
//
// Each path edge remembers how it was first derived (statement, choice, summary used), so that
// traces are recorded and not guessed. Where the data at a statement become too many they are
// joined (widened); the search then over-approximates, and what it finds has to be confirmed.
//
// Steppable: step() processes one path edge, so that callers can stop, measure and test.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "core/explore/decision_procedure.hpp"
#include "core/explore/derivation.hpp"
#include "core/explore/machine.hpp"
#include "core/explore/path_edges.hpp"
#include "core/explore/state.hpp"
#include "core/model/model.hpp"

namespace sdvlite::explore {

enum class Order : std::uint8_t { BreadthFirst, DepthFirst };

struct SearchOptions {
    Order order = Order::BreadthFirst;
    bool arbitrary_globals = false;
    /// The location classes that are followed; everything else reads as anything. None: all that can matter.
    const model::ClassSet* precision = nullptr;
    /// By how much more states than usual are kept apart before they are joined.
    std::uint32_t patience = 1;
    /// Fewer states than usual are kept apart.
    bool hasty = false;
    /// Whether later ways to what was reached already are kept.
    bool ways = true;
    /// Asked whether what conditions say can be so at once, where ranges leave it open. None: nobody.
    DecisionProcedure* procedure = nullptr;
};

/// A statement at which the rule is violated, and path edges that reach it (the first ones found).
struct Violation {
    ir::ProcId proc;
    ir::StmtIndex stmt = ir::kNoStmt;
    std::vector<EdgeId> edges;
};

class Explorer {
public:
    Explorer(const model::Model& model, ir::ProcId root, const SearchOptions& options);

    /// Processes one path edge; false when none is left.
    bool step();

    const std::vector<Violation>& violations() const { return violations_; }
    /// How `edge` was reached. Variant 0 is the first way found; others enter one of the open activations from another
    /// of its callers. Detour 0 is the first way found to each edge; another one takes a later way to one of them, counted
    /// from the end, or kAllDetours to each. Nothing when there is no such variant or detour.
    std::optional<Derivation> derivation(EdgeId edge, std::uint32_t variant = 0, std::uint32_t detour = 0) const;
    static constexpr std::uint32_t kAllDetours = UINT32_MAX;

    std::uint64_t edges() const { return edges_.size(); }
    std::uint64_t transitions() const { return transitions_; }
    std::uint64_t summaries() const { return summaries_; }
    std::uint64_t bytes() const;
    /// Statements reached at which code could not be lowered; bodies that are missing (kNoStmt).
    const std::set<std::pair<ir::ProcId, ir::StmtIndex>>& holes() const { return holes_; }
    const std::set<ir::ProcId>& unmodelled() const { return unmodelled_; }
    /// Whether the statement was reached.
    bool visited(ir::ProcId p, ir::StmtIndex s) const;
    /// How many statements were reached.
    std::uint64_t statements() const { return statements_; }
    bool widened() const { return widened_; }
    /// Edges or states can't be numbered any more.
    bool full() const { return edges_.full() || store_.full(); }

private:
    /// Entries of one procedure, and then of one call, before further ones are joined; times the patience.
    static constexpr std::uint32_t kMaxEntries = 64, kMaxLate = 8;

    /// An edge at which a procedure returns, and what its callers see of the data.
    struct Exit {
        EdgeId edge;
        StateId data;
    };
    struct Entry {
        ir::ProcId proc;
        StateId data;
        std::vector<SymId> reserved;         ///< symbols that the entry data mention: callers may hold them
        std::vector<ObjectId> reserved_objects;
        std::vector<std::uint32_t> callers;  ///< indices into callers_
        std::vector<Exit> exits;
        std::set<StateId> exit_data;
        std::vector<std::uint16_t> states;   ///< at each statement, as far as they are counted
    };
    using Edge = PathEdges::Edge;
    struct Caller {
        EdgeId edge;
        StateId at_call;  ///< the caller's data when the callee was entered
        std::vector<ObjectId> hidden;  ///< objects that the callee can't reach
        std::vector<TermId> lent;      ///< entries out of lists that it was given
        Machine::Renaming names;       ///< what it calls those that it can, and what the caller does; empty: alike
    };
    /// What the states at one control point were joined to, by the rule's own variables.
    using Joined = std::map<std::vector<std::uint32_t>, StateId>;

    std::optional<std::vector<EdgeId>> open_calls(EdgeId edge, std::uint32_t variant) const;
    void add_edge(std::uint32_t entry, ir::StmtIndex node, State data, EdgeId parent, std::uint32_t choice, EdgeId callee_exit);
    void note_way(EdgeId to, const Way& way);
    std::uint32_t count_state(std::uint32_t entry, ir::StmtIndex node);
    std::uint32_t add_entry(ir::ProcId proc, State data, bool& fresh);
    void advance(EdgeId from, State data, ir::StmtIndex to, std::uint32_t choice = 0);
    void process(EdgeId e);
    void act(EdgeId e, const ir::Stmt& s, State data);
    void simple(EdgeId e, const ir::Stmt& s, State data);
    void decide(EdgeId e, const ir::Stmt& s, State data);
    void decide_switch(EdgeId e, const ir::Stmt& s, State data);
    void call(EdgeId e, const ir::Stmt& s, State data);
    void call_external(EdgeId e, const ir::Stmt& s, State data, std::uint32_t choice, ir::ProcId callee);
    void bulk(EdgeId e, const ir::Stmt& s, State data, const model::BulkEffect& effect);
    void enter(EdgeId e, const ir::Stmt& s, const State& data, ir::ProcId callee);
    void enter_from_table(EdgeId e, const ir::Stmt& s, const State& data, ir::ProcId callee);
    void leave(EdgeId e, const ir::Stmt& s, State data);
    void resume(const Caller& caller, const Exit& exit);
    void violation(EdgeId e, ir::StmtIndex stmt);

    bool touches(ir::ProcId callee, CellId c) const;
    bool passes(CellId c, ir::ProcId callee, const std::vector<ObjectId>& hidden);
    std::vector<ObjectId> out_of_reach(const State& s, ir::ProcId callee, std::span<const TermId> given);
    void drop_foreign_facts(State& s, ir::ProcId callee);
    template <class Id>
    bool of_outer(Id id, ir::ProcId callee);
    void drop_locals(State& data, ir::ProcId proc, const std::vector<SymId>& reserved);
    void keep_facts(State& kept, const State& caller, const Entry& entry, const Caller& at, const std::vector<ObjectId>& given);
    void tell_lists_apart(State& kept, const State& exit, const Entry& entry, const Caller& at);
    bool may_link(ir::ProcId proc);
    void find_linking();
    std::vector<TermId> lend(const State& at_call, const State& inside, ir::ProcId callee);
    void list_effect(State& data, const ir::Stmt& s, ir::ProcId proc, ir::ProcId callee, const std::vector<State::Binding>& result);
    void store_arguments(State& inside, State& at_call, const ir::Stmt& s, ir::ProcId proc, ir::ProcId callee,
                         const std::vector<std::pair<std::uint32_t, TermId>>& values);
    bool calls_alike(const Machine::Renaming& names, const Entry& entry) const;
    ObjectId as_called(const Caller& at, const Entry& entry, ObjectId o) const;
    std::vector<ObjectId> as_called(const Caller& at, const Entry& entry) const;
    State project(const State& s, ir::ProcId callee, const std::vector<ObjectId>& hidden);
    std::vector<SymId> held_by(const State& s, const Entry& entry);
    std::vector<TermId> blur_kept(State& kept, const State& exit);
    void take_facts(State& kept, const State& exit, std::vector<State::Binding>& result);
    State merge(const Caller& at, State exit, const Entry& entry, std::vector<State::Binding>& result);
    void separate_symbols(const State& kept, State& exit, const Entry& entry, const Entry& of_caller);
    std::vector<ObjectId> separate_objects(State& kept, State& exit, const Caller& at, const Entry& entry, const Entry& of_caller);
    std::vector<SymId> taken(const State& kept, const State& exit, const Entry& entry, const Entry& of_caller);
    /// Where states of one activation meet: the procedure, and objects that its callers know.
    struct Place {
        ir::ProcId proc;
        const std::vector<ObjectId>& of_callers;
    };
    /// `before`: what is given there is what the states were joined to so far, if any.
    State widen(Joined& joined, State data, const std::vector<SymId>& reserved, const Place* at, bool& covered, StateId* before = nullptr);
    TermId common_base(TermId a, TermId b);
    State join(const State& a, const State& b, const std::vector<SymId>& reserved, const Place* at);
    void keep_two_objects(State& joined, const State& a, const State& b, const std::vector<SymId>& made);
    void keep_apart_from_rule(State& joined, const State& a, const State& b);
    void keep_out_of_lists(State& joined, const State& a, const State& b);
    void keep_made_elsewhere(State& joined, const State& a, const State& b, const std::vector<ObjectId>& escaped);
    const std::vector<ir::ExprId>& conditions_of(ir::ProcId proc);
    void keep_answers(State& joined, const State& a, const State& b, ir::ProcId proc, const std::vector<SymId>& made);
    std::vector<std::uint32_t> rule_key(const State& s);
    bool gathers_notes(std::uint32_t entry, ir::StmtIndex node) const;
    bool gather_notes(ir::StmtIndex node, State& data);
    bool is_outdated(EdgeId e);
    bool is_covered(EdgeId e);
    void visit(ir::ProcId proc, ir::StmtIndex node);
    ir::StmtIndex settle(ir::ProcId proc, ir::StmtIndex node);
    bool relevant(ir::ProcId p, ir::StmtIndex s) const { return relevance_.statements[p.index()][s]; }
    std::uint32_t limit_at(ir::ProcId proc, ir::StmtIndex node) const;

    const model::Model& m_;
    const ir::Program& p_;
    Machine machine_;
    StateStore store_;
    State spare_;  ///< memory of the last state that was stored, to be used again
    SearchOptions options_;
    model::Relevance narrowed_;          ///< to what is followed, where that is not everything
    const model::Relevance& relevance_;
    std::vector<Entry> entries_;
    PathEdges edges_;
    std::unordered_map<EdgeId, std::vector<Way>> ways_;  ///< later ones than the edge's own
    std::vector<Caller> callers_;
    base::Marks kept_objects_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> entry_index_;  ///< (procedure, data)
    std::map<ir::StmtIndex, State> notes_;  ///< of writes, at the harness's loops: what all ways there have noted
    std::map<std::pair<std::uint32_t, ir::StmtIndex>, Joined> joined_;  ///< by entry and statement
    struct Site {
        std::uint32_t late = 0;  ///< entries since there are many of the callee
        Joined joined;
    };
    std::map<std::tuple<ir::ProcId, ir::StmtIndex, ir::ProcId>, Site> sites_;  ///< by call
    std::vector<std::uint32_t> entry_counts_;  ///< by procedure
    std::unordered_map<EdgeId, EdgeId> covered_by_;  ///< edges of joined states, by what they were joined to since
    std::deque<EdgeId> frontier_;
    std::deque<EdgeId> outermost_;  ///< the harness's own part of the frontier
    std::vector<Violation> violations_;
    std::set<std::pair<ir::ProcId, ir::StmtIndex>> holes_;
    std::set<ir::ProcId> unmodelled_;
    std::vector<std::vector<bool>> visited_;
    std::uint64_t statements_ = 0;
    std::uint64_t counted_bytes_ = 0;  ///< of the entries' counts and of what is hidden from callees
    std::uint64_t transitions_ = 0;
    std::uint64_t summaries_ = 0;
    std::vector<std::optional<std::vector<ir::ExprId>>> conditions_;  ///< by procedure, when asked for
    std::vector<bool> may_link_;  ///< by procedure, when asked for
    bool widened_ = false;
};

}  // namespace sdvlite::explore
