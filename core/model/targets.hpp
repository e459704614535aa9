// SPDX-License-Identifier: Apache-2.0
// To which memory the pointers lead that a place may hold, and where in it: along assignments, arguments, results and initialisers,
// with what is reckoned on the way, whatever the types (inclusion-based as in Andersen's thesis, 1994; memory is told apart by
// location classes, with one place for each: "field-based"). Memory is a variable, a record of some type, what a call has
// allocated, or what nobody knows. A class that holds pointers to different types (the address of a pointer was taken) is a place
// for each type, until something shows that the two are one (join()).
//
// What comes by way of memory that many share (a field, what any pointer may lead to, the OS model) may be another thing each time:
// such targets are vague. Numbers in the system's records (IoStatus.Information) are taken for numbers. A number of bytes that nobody
// knows leads anywhere into the array, or the part of a record, whose address it was counted from; counted from one of the system's
// records it leads behind that. What a DDI is given together with a routine goes to that routine (annotation `context:3:1`: argument 3
// as its parameter 1; without one to all that have no type).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "core/model/bulk.hpp"
#include "core/model/classes.hpp"

namespace sdvlite::model {

/// In a class, pointers to one type, or (void) numbers that are as wide; with no type what is narrower.
struct Holder {
    ClassId cls = kNoClass;
    ir::TypeId to;
    friend bool operator==(const Holder&, const Holder&) = default;
    friend bool operator<(const Holder& a, const Holder& b) { return std::pair(a.cls, a.to) < std::pair(b.cls, b.to); }
};

class Targets {
public:
    using Node = std::uint32_t;
    static constexpr std::int64_t kFar = std::int64_t{1} << 40;  ///< behind the end of everything

    enum class Kind : std::uint8_t { Record, Variable, Allocated, Unknown };
    struct Memory {
        Kind kind = Kind::Unknown;
        ir::TypeId type;            ///< of a record or a variable
        Holder held;                ///< of a variable
        bool by_element = false;    ///< an array that is accessed by its name
    };
    struct Target {
        std::uint32_t memory = 0;
        std::int64_t at = 0;            ///< bytes from its start
        std::int64_t low = 0, high = 0; ///< of what the address was taken
        bool anywhere = false;          ///< not at `at`, but anywhere between the two
        bool vague = false;
    };
    /// An access: `size` bytes, `offset` behind where the pointer leads, in which there is `held`, or all of a record `whole`.
    struct Use {
        Node pointer = 0;
        ir::TypeId seen;  ///< what the pointer is taken to lead to
        std::int64_t offset = 0, size = 0;
        Holder held;
        ir::TypeId whole;
        friend bool operator==(const Use&, const Use&) = default;
        friend bool operator<(const Use& a, const Use& b) {
            return std::tie(a.pointer, a.seen, a.offset, a.size, a.held, a.whole) < std::tie(b.pointer, b.seen, b.offset, b.size, b.held, b.whole);
        }
    };

    /// Places in which the same pointers lie.
    using Joined = std::set<std::pair<Holder, Holder>>;
    /// `known`: the records that the system knows.
    Targets(const ir::Program& program, const Classes& classes, const std::set<ir::RecordId>& known, const Joined& joined);

    static Holder holder(const ir::TypeTable& types, ClassId c, ir::TypeId scalar);
    const std::vector<Memory>& memory() const { return memory_; }
    const std::vector<Target>& of(Node n) const { return held_[n]; }
    const std::vector<Use>& uses() const { return uses_; }
    /// There are too many to go on: what is held is not all.
    bool is_cut() const { return is_cut_; }
    /// What was allocated, or is a record, and in what it is no longer told apart: what nobody knows, or another record.
    const std::set<std::pair<std::uint32_t, std::uint32_t>>& mixed() const { return mixed_; }

private:
    static constexpr std::uint32_t kNothing = UINT32_MAX;
    struct Step {
        enum class Kind : std::uint8_t { Add, Anywhere, Mixed, Part } kind = Kind::Add;  ///< Mixed: with another number, somehow
        std::int64_t by = 0;  ///< Part: the size of it
        bool element = false; ///< from one record of an array to another
    };
    struct Edge {
        Node to = 0;
        Step step;
    };
    static bool carries(const ir::TypeTable& types, ir::TypeId t);
    bool is_number_of_system(ir::ExprId designator) const;
    static ir::TypeId led_to(const ir::TypeTable& types, ir::TypeId t);  ///< what a value of that type leads to
    std::optional<std::int64_t> offset_of(const ir::Expr& e) const;
    std::int64_t extent(ir::ExprId designator) const;
    // targets_program.cpp
    void statement(ir::ProcId proc, const ir::Stmt& s);
    void initialiser(const ir::Global& g, ir::GlobalId id);
    void call(ir::ProcId proc, const ir::Stmt& s, ir::ProcId callee);
    void call_back(ir::ProcId proc, const ir::Stmt& s, ir::ProcId callee);
    bool comes_back(ir::ProcId callee, std::size_t argument, std::uint32_t parameter) const;
    void bulk(ir::ProcId proc, const ir::Stmt& s, const BulkEffect& effect);
    bool allocates(ir::ProcId q, int depth);
    bool keeps(const ir::Stmt& s, const std::function<bool(ir::ExprId)>& is_value) const;
    bool returns_own(ir::ProcId q, int depth);
    void find_lent();
    void start(ir::ProcId proc);
    void accesses(ir::ProcId proc, ir::ExprId root);
    void access(ir::ProcId proc, ir::ExprId designator);
    void given(ir::ProcId proc, ir::ExprId arg, ir::TypeId seen, std::int64_t length);
    // targets.cpp
    void flow(ir::ProcId proc, ir::ExprId value, Node to);
    std::pair<ir::ExprId, Node> address(ir::ProcId proc, ir::ExprId designator, Node to);
    Node node_of(ir::ProcId proc, ir::ExprId pointer);
    Node place(const Holder& at, bool shared);
    Node place(ir::ProcId proc, ir::ExprId designator);
    Node local(ir::ProcId proc, std::uint32_t index);
    Node result(ir::ProcId proc);
    Node variable(ir::ProcId proc, ir::ExprId root);
    Node fresh();
    Node stepped(Step step, Node to);
    std::uint32_t remember(const Memory& m);
    std::uint32_t record(ir::TypeId type);
    void edge(Node from, Node to, Step step);
    void edge(Node from, Node to) { edge(from, to, Step()); }
    void seed(Node n, std::uint32_t memory);
    void start();
    void spread();
    void hold(Node n, Target t, bool element = false);
    bool outside(const Target& t) const;
    bool is_whole_of_system(const Target& t) const;

    const ir::Program& p_;
    const Classes& classes_;
    const std::set<ir::RecordId>& known_;
    std::map<Holder, Node> places_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, Node> variables_, values_;  ///< by procedure; the number of a local or an expression
    std::map<Node, std::uint32_t> variable_memory_;
    std::map<ir::TypeId, std::uint32_t> records_;
    std::map<ir::ProcId, bool> allocates_;
    std::set<ir::ProcId> called_by_address_;
    std::set<ir::ProcId> lent_;  ///< functions whose addresses were made pointers to functions that take other records
    std::vector<std::pair<Node, Holder>> starts_;
    std::vector<Node> by_element_;
    std::vector<std::vector<Edge>> edges_;
    std::vector<std::vector<Target>> held_;
    std::vector<bool> shared_;
    std::vector<std::uint32_t> before_;  ///< by node: what it leads to before anything is put there
    std::vector<std::pair<Node, std::uint32_t>> given_;  ///< and what allocations and the system put there
    std::map<std::pair<Node, std::uint32_t>, std::vector<std::uint32_t>> by_memory_;
    std::set<std::pair<std::uint32_t, std::uint32_t>> mixed_;
    std::vector<Memory> memory_;
    std::vector<Use> uses_;
    std::vector<std::pair<Node, Target>> todo_;
    std::size_t found_ = 0;
    bool is_cut_ = false;
};

}  // namespace sdvlite::model
