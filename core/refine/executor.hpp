// SPDX-License-Identifier: Apache-2.0
// Executes one path of the woven program; see path.hpp for the idea.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "core/ir/address_plan.hpp"
#include "core/refine/path.hpp"
#include "core/refine/symbolic_memory.hpp"

namespace sdvlite::refine {

/// The numbers to which symbolic addresses were fixed on a path, in order, and those that have been tried before: a
/// depth-first walk over them, from run to run.
struct Fixes {
    /// What a pointer should be that was given an object of its own and is compared later: by its name.
    std::map<std::string, std::uint64_t> wished;
    std::vector<std::uint64_t> chosen;
    std::vector<std::vector<std::uint64_t>> tried;  ///< for each position: numbers that lead nowhere

    /// To the next list; false when there is none.
    bool advance();
};

/// The ways taken at decisions that the derivation leaves open, in order, and those that contradicted something later.
struct FreeWays {
    std::vector<std::uint32_t> chosen;
    std::vector<std::vector<std::uint32_t>> excluded;  ///< for each position
    int guilty = -1;                                   ///< the last position that a contradiction named

    /// To another way at the guilty position, with everything behind it open again; false when there is no guilty one.
    bool advance();
};

class Executor {
public:
    Executor(Context& context, const model::Model& model, const ir::Program& original,
             const explore::Derivation& derivation, const PathOptions& options, Fixes& fixes, FreeWays& ways);
    PathResult run();

private:
    /// Ends the path from within; `verdict` is Infeasible or Unknown.
    struct Stop { Feasibility verdict; std::string why; bool spent = false; };

    struct Frame {
        ir::ProcId proc;
        ir::StmtIndex pc = 0;
        std::uint64_t base = 0, end = 0;  ///< of its locals, in the plan
        std::uint64_t temps = 0;          ///< of the locals that weaving added
        std::int32_t activation = -1;     ///< -1: goes its own way
        std::size_t cursor = 0;           ///< next step of the activation
        std::size_t first_choice = 0;
        ir::StmtIndex round = ir::kNoStmt;  ///< going round a loop, back to the decision here
    };
    /// What a procedure returns: a scalar, or a record's parts by their offsets.
    struct Result {
        Value scalar = Value::of(64, 0);
        std::vector<std::pair<std::uint64_t, Value>> parts;
    };
    /// A returned activation, to be applied again.
    struct Memo {
        std::map<std::uint64_t, Value> reads;
        std::vector<std::pair<std::uint64_t, Value>> writes;
        Result result;
        std::uint64_t base = 0;
        std::size_t first_choice = 0, last_choice = 0;
    };
    struct Input { std::uint64_t address; unsigned size; z3::expr variable; };
    /// A step of the walk whose values are known when the solver has answered.
    struct Pending { std::optional<Value> written; std::vector<Value> rule; std::vector<Value> seen; };
    struct HavocInput { ir::ProcId proc; ir::StmtIndex stmt; std::optional<z3::expr> variable; };
    struct Designator { std::uint64_t address; const ir::Field* bits; ProvenanceId from; };
    /// Values that contradict one another: where they came from, and the last free way (-1: none) that has a part in it.
    struct Conflict {
        ProvenanceId from = kNowhere;
        int way = -1;
        std::vector<base::Span> places{};  ///< of the conditions
        bool of_rule = false;              ///< the rule asks it
        const char* why = nullptr;         ///< for a person, where it is not just that
        bool by_solver = false;            ///< numbers do not tell
    };
    /// A record that the path accesses through a pointer, or a variable.
    struct View {
        std::optional<z3::expr> pointer;  ///< the input that leads there; none: `offset` is the address
        std::uint64_t offset = 0;
        ir::TypeId type;
        bool whole = false;               ///< a variable: it is no part of anything else
        ProvenanceId from = kNowhere;
    };
    /// A condition on the inputs, and where its values came from.
    struct Condition {
        z3::expr holds;
        ProvenanceId from;
        int way = -1;  ///< the free way that it belongs to
        base::Span place{};
        std::optional<z3::expr> asked{};  ///< the same before pointers were given numbers, where it is one question
        bool of_rule = false;
    };

    // executor.cpp: control
    void step();
    bool pass_over(const ir::Stmt& s);
    void violate(bool derived);
    void evaluate_arguments(const ir::Stmt& s);
    bool goes_round(const ir::Stmt& s, const std::vector<ir::StmtIndex>& targets, std::uint32_t choice);
    void decide(const ir::Stmt& s, bool followed, std::uint32_t choice);
    std::uint32_t choose_freely(const ir::Stmt& s, const std::vector<ir::StmtIndex>& targets);
    Condition condition(const ir::Stmt& s, std::uint32_t choice);
    /// Adds the condition to the path's; false when it contradicts them.
    bool require(const Condition& c);
    void explain(const Condition& c);
    /// The same without asking the solver. What is false by itself is noted as a conflict; false when there are enough.
    bool wish(const Condition& c);
    void wait_for_wish(const Condition& c);
    bool goes_on(const char* why = nullptr);
    bool is_worth_explaining() const;
    bool demand(const Condition& c);
    void settle(const Condition& c);
    void keep(const z3::expr& holds, ProvenanceId from, int way = -1);
    bool touches_constrained(const z3::expr& e) const;
    void note(const z3::expr& holds, ProvenanceId from, int way = -1);
    void tell(const z3::expr& holds);
    bool witnessed(const z3::expr& holds);
    void hold_always(const z3::expr& input, const z3::expr& holds);
    void mention(const z3::expr& asked);
    bool possible(const z3::expr& holds);
    std::optional<Conflict> contradiction(const z3::expr& holds, std::vector<bool>& left);
    std::vector<z3::expr> smaller(z3::solver& s, const z3::expr_vector& core);
    void limit(z3::solver& s, unsigned effort);
    void find_conflicts();
    void blame(const Conflict& c);
    base::Span place() const;
    bool in_rule() const;
    std::string describe_conflict() const;
    ProvenanceId class_of(ir::ExprId designator) const;
    void note_store(model::ClassId cls, ProvenanceId address);
    std::uint32_t distance(ir::ProcId proc, ir::StmtIndex from, ir::StmtIndex target);
    ir::StmtIndex target() const;
    void note_choice(const ir::Stmt& s, std::uint32_t choice);
    void initialise_globals();
    void write_globals();
    void require_model();
    PathResult finish();
    bool does_for_all(const z3::expr& pointer, std::uint64_t n);
    std::optional<std::uint64_t> own_object(const z3::expr& pointer, ProvenanceId from);
    void own_objects();
    PathResult unfinished(Feasibility verdict, std::string why);

    // executor_walk.cpp
    void record(explore::WalkStep::Kind kind, bool derived, std::uint32_t choice = 0, ir::ProcId callee = {});
    void record_write(const Value& v);
    void record_rule();
    void record_reads();
    void record_move(std::uint64_t at, std::uint64_t size, std::size_t log_from = 0);
    void record_seen(const ir::Stmt& s);
    bool recording() const { return walk_.dropped == 0 && !walk_.steps.empty(); }
    void finish_walk(explore::Walk& out, const z3::model* model);
    std::string name_of(std::uint64_t address, unsigned size) const;

    // executor_views.cpp
    void note_view(const Value& at, ir::TypeId type, bool whole);
    Value start_of(const View& v);
    bool open(const View& v) const;
    std::vector<View> seen_beside(const z3::expr& pointer);
    Condition room_for(const z3::expr& pointer);
    void require_room();

    // executor_tables.cpp
    /// A table at indices that are open: where its first row is, for the place that is looked up in each.
    struct OpenRow {
        struct Index { Value at; std::uint64_t stride = 0, count = 0; ir::ExprId array; };
        std::vector<Index> open;
        std::uint64_t first = 0, rows = 1;
    };
    std::optional<OpenRow> open_row(ir::ExprId id);
    void note_row(ir::ExprId designator, const Value& address);
    std::optional<OpenRow> row_behind(ir::ExprId id);
    Value any_row(const OpenRow& table, ir::ExprId id);

    // executor_calls.cpp
    void call(const ir::Stmt& s, const explore::Derivation::Step* step);
    void keep_to_tables(ir::ExprId callee, const std::vector<ir::ProcId>& wanted);
    void be_one_of(const Value& v, const std::vector<ir::ProcId>& functions);
    ir::ProcId callee_of(const ir::Stmt& s, const explore::Derivation::Step* step);
    void external(const ir::Stmt& s, ir::ProcId callee);
    void push(ir::ProcId proc, std::int32_t activation);
    void leave(const ir::Stmt* s);
    bool apply_memo(const ir::Stmt& s, std::int32_t activation, const std::vector<explore::Move>& arguments);
    Result result_of(const ir::Stmt* s, ir::ProcId proc);
    void store_result(const ir::Stmt& s, const Result& result, ir::TypeId type);

    // executor_assumptions.cpp
    void keep_in_domain(ir::ExprId designator, const Value& v);
    void keep_out_of_itself(ir::ExprId designator, const Value& v, std::uint64_t address);
    void keep_from_others(ir::ExprId designator, const Value& v, const Designator& d);
    void keep_owned_apart();
    std::optional<ProvenanceId> told_apart(std::uint64_t a, std::uint64_t b);
    bool rule_asks(const z3::expr& a, const z3::expr& b) const;
    z3::expr are_two(const z3::expr& a, const z3::expr& b);

    // executor_values.cpp
    Value value(ir::ExprId e);
    Value load(ir::ExprId designator);
    bool in_pieces(const z3::expr& e) const;
    Value pointer_of_pieces(std::uint64_t address, const Value& pieces, unsigned alignment);
    void store(ir::ExprId designator, const Value& v);
    void copy(ir::ExprId lhs, const Designator& from, ir::TypeId type);
    void paste(ir::ExprId lhs, const std::vector<std::pair<std::uint64_t, Value>>& parts);
    Designator designate(ir::ExprId e);
    /// `element`: what lies there is read or written.
    Value address(ir::ExprId e, bool element = true);
    bool may_be_followed(const Value& pointer);
    std::uint64_t instead_of_null();
    void keep_inside(ir::ExprId array, const Value& index);
    /// The address; where it is open, one with which `wish` holds if there is one.
    std::uint64_t resolve(const Value& pointer, const z3::expr* wish = nullptr);
    std::uint64_t fix_with_room(const z3::expr& pointer, ProvenanceId from);
    /// A number for it, one with which `wish` holds if there is one.
    std::uint64_t fix(const Value& v, const z3::expr* wish = nullptr);
    Value input(std::uint64_t address, unsigned size, unsigned alignment);
    Value fresh(unsigned bits, unsigned alignment);
    void align(const z3::expr& pointer, unsigned alignment);
    void leads_elsewhere(const z3::expr& pointer, std::uint64_t first);
    z3::expr lies_outside(const z3::expr& pointer, std::uint64_t from, std::uint64_t end);
    void be_fixed(const z3::expr& variable, std::uint64_t n);
    Value havoc_value(ir::TypeId type);
    void havoc(ir::ExprId lhs);
    ir::StmtIndex original_index() const;
    Value bound(const Value& v);
    const ir::ObjectLayout& frame_layout(ir::ProcId proc);

    bool matters(ir::StmtIndex s) const { return !options_.lean || m_.relevant(frames_.back().proc, s); }
    Frame& top() { return frames_.back(); }
    const ir::Stmt& current() { return p_[top().proc].body[top().pc]; }
    static unsigned bytes_of(unsigned bits) { return (bits + 7) / 8; }

    Context& c_;
    const model::Model& m_;
    const ir::Program& p_;
    const ir::Program& original_;
    const explore::Derivation& d_;
    PathOptions options_;
    z3::solver solver_;
    std::optional<z3::model> witness_;              ///< values with which all holds that the solver was told
    SymbolicMemory memory_;
    std::optional<ir::ObjectLayout> globals_;
    std::unordered_map<std::uint32_t, ir::ObjectLayout> layouts_;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> private_;  ///< address and size of variables that no input points to
    std::vector<Frame> frames_;
    std::vector<std::vector<std::pair<std::uint64_t, Value>>> arguments_;  ///< of each frame but the first
    std::vector<Input> inputs_;
    std::map<std::pair<std::uint64_t, unsigned>, std::size_t> input_index_;
    std::unordered_set<unsigned> input_ids_;        ///< ast ids of their variables
    std::vector<HavocInput> havocs_;
    std::vector<PathInputs::Choice> choices_;
    std::vector<z3::expr> pointers_;                ///< variables of pointer type
    std::unordered_map<unsigned, unsigned> aligned_;  ///< their ast ids -> what the address is a multiple of
    /// An input that was read from a place that holds an object of its own.
    struct Owned { std::uint64_t address = 0; z3::expr held; ProvenanceId from = kNowhere; };
    std::map<model::Flows::Node, std::vector<Owned>> owned_;
    std::unordered_set<unsigned> apart_;            ///< and of pointers that are known to lead out of the object in which they lie
    std::unordered_set<unsigned> in_domain_;        ///< ast ids of inputs that are known to be one of a few values
    std::map<unsigned, std::uint64_t> fixed_;       ///< solver's ast id of a variable -> number
    std::unordered_set<unsigned> own_;              ///< variables that lead to an object of their own
    std::vector<View> views_;
    std::set<std::tuple<unsigned, std::uint64_t, std::uint32_t>> viewed_;  ///< what is in it: variable, offset, type
    z3::expr_vector fixed_from_, fixed_to_;
    std::unordered_map<unsigned, std::pair<z3::expr, OpenRow>> rows_;  ///< by the ast id of the row's address, which is kept alive
    std::optional<z3::expr> in_bounds_;             ///< of the designator that is evaluated: its indices are those of elements
    std::uint64_t next_object_ = 0;
    std::uint64_t instead_of_null_ = 0;  ///< 0: there is none yet
    std::uint64_t heap_ = ir::kHeapBase;
    std::uint64_t counter_ = 0;
    std::uint64_t steps_ = 0, enough_ = 0;
    double start_ = 0;
    std::uint64_t began_ = 0;  ///< the solver's effort then
    std::uint32_t questions_ = 0;
    z3::expr_vector always_;                        ///< what holds on every path, of the variables that conditions mention
    std::unordered_map<unsigned, std::vector<z3::expr>> waiting_;  ///< the same of the others, by their ast ids
    std::unordered_map<unsigned, std::vector<std::size_t>> mentions_;  ///< ast id of a variable -> the conditions that mention it
    std::vector<Condition> conditions_;             ///< what the solver was told
    std::set<std::pair<model::ClassId, ProvenanceId>> stores_;  ///< class written through a pointer, and where that came from
    std::vector<Condition> settled_;                ///< what was asked and held, pointers being the numbers that they had been given
    Conflict blame_;                                ///< why it can't go on, should it stop here
    std::vector<Conflict> conflicts_;
    std::map<std::string, std::uint64_t> wishes_;  ///< as Fixes::wished
    std::map<std::pair<ir::ProcId, ir::StmtIndex>, unsigned> waits_;  ///< how often a wish would have led out of a loop, by decision
    Fixes& fixes_;
    FreeWays& ways_;
    std::size_t next_way_ = 0;
    std::size_t next_fix_ = 0;
    bool guarded_ = false;                          ///< inside the right side of && or ||, which a run may not come to
    bool done_ = false;
    bool share_ = false;                            ///< some activation occurs more than once
    std::unordered_map<std::int32_t, Memo> memos_;
    std::map<std::pair<std::uint32_t, ir::StmtIndex>, std::vector<std::uint32_t>> distances_;
    std::vector<ir::ProcId> unmodelled_;
    std::vector<base::Span> unknown_calls_;
    explore::Walk walk_;
    std::vector<Pending> pending_;                  ///< beside walk_.steps
    std::map<std::uint64_t, std::string> names_;    ///< of input memory: the designator by which it was first read
};

}  // namespace sdvlite::refine
