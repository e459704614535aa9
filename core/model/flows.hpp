// SPDX-License-Identifier: Apache-2.0
// From where the pointers come that a place may hold: along assignments, arguments and results, by location classes, whatever the
// order (inclusion-based as in Andersen's thesis, 1994, with one place for each class: "field-based"). Two pointers that were there
// when the run began are taken to lead to different objects where nothing that the program assigns links the places in which
// they lie, and nothing that it compares: an assumption, printed with a Pass. What goes where nobody follows it is *out*: what DDIs
// and functions that nobody knows are given and may keep, what is copied as bytes or by way of pointers to numbers. It may come back
// from all such places: results, contexts that the system hands over, values that nobody knows. What the system links by itself, in
// its own records, is not seen.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "core/model/bulk.hpp"
#include "core/model/classes.hpp"
#include "core/model/exchanges.hpp"
#include "core/model/new_objects.hpp"
#include "core/model/weave.hpp"

namespace sdvlite::model {

class Flows {
public:
    Flows(const Woven& woven, const Classes& classes);

    /// A place of the class, and the address of a variable or of something in it.
    using Node = std::uint32_t;
    Node at_start(ClassId c) const { return c; }
    /// The same of a place so many bytes behind the start of its object, which may tell one field of the class from another.
    Node at_start(ClassId c, std::int64_t offset) const;
    Node field(ir::RecordId record, std::uint32_t index) const;
    Node address(ir::GlobalId g) const { return first_global_ + g.value; }
    Node function(ir::ProcId q) const { return first_function_ + q.value; }
    /// Whether pointers from there may lead to one object.
    bool may_meet(Node a, Node b);
    /// Whether it is a variable of a procedure that hands out new objects: what lies there goes to its callers unseen.
    bool is_inside(Node local) const { return inside_.contains(local); }
    /// Whether each place of that field holds a new object of its own: two of them never hold the same one.
    bool is_owned(Node field);
    /// It, or the one that stands for all that exchange what they hold with it: together they are owned, or none of them is.
    Node owner(Node field) const;
    /// Whether the address of the function may come to where the call looks for its callee.
    bool may_call(ir::ProcId caller, ir::ExprId callee, ir::ProcId q);

private:
    /// Only what is as wide as a pointer carries one.
    static constexpr unsigned kWide = 64;

    using Nodes = std::vector<Node>;
    void statement(ir::ProcId proc, const ir::Stmt& s, bool rule);
    void call(ir::ProcId proc, const ir::Stmt& s);
    void call_of(ir::ProcId proc, const ir::Stmt& s, ir::ProcId callee);
    void call_outside(ir::ProcId proc, const ir::Stmt& s, ir::ProcId callee);
    void copy(ir::ProcId proc, const ir::Stmt& s, const BulkEffect& effect);
    Nodes side_of_copy(ir::ProcId proc, ir::ExprId arg) const;
    void find_casts();
    void find_unions();
    Nodes in_field(ir::RecordId record, std::uint32_t index) const;
    void exchange(ir::TypeId record);
    void lend(ir::ExprId value);
    bool gives_new(ir::ProcId harness, std::uint32_t argument) const;
    bool uses(ir::ProcId callee, std::uint32_t parameter) const;
    void compared(ir::ProcId proc, const ir::Stmt& s);
    void compared(const Nodes& nodes);
    void flow(const Nodes& from, Node to);
    Nodes sources(ir::ProcId proc, ir::ExprId value);
    Node made(ir::ProcId proc, ir::StmtIndex by);
    void give_new(ir::ProcId proc, const ir::Stmt& s, Node to);
    std::optional<ir::StmtIndex> maker_of(ir::ProcId proc, ir::ExprId e);
    void note_stored(ir::ProcId proc, const Nodes& from, Node to);
    bool find_owned(const Nodes& places) const;
    bool is_exchange(ir::ProcId proc, const ir::Stmt& s);
    void close_exchanges();
    std::optional<Node> place_of(ir::ProcId proc, ir::ExprId designator) const;
    std::optional<Node> target_of(ir::ProcId proc, ir::ExprId designator);
    void find_shared();
    Node make();
    Node written(ClassId shared, ir::TypeId type);
    void initialiser(const ir::Global& g, ir::GlobalId id);
    Nodes pointers_in(ir::TypeId type) const;
    const Nodes& before(Node n, bool through_out);
    std::vector<bool> linked_to(Node n);

    /// Where a new object was stored, and that it may be stored there again.
    struct Stored { Node to = 0; bool again = false; };

    const ir::Program& p_;
    const Classes& classes_;
    NewObjects new_;
    Exchanges exchanges_;
    ir::StmtIndex at_ = ir::kNoStmt;              ///< the statement that is looked at
    std::map<std::pair<ir::ProcId, ir::StmtIndex>, Node> made_;  ///< a new object, by the statement that makes it
    std::map<Node, std::vector<Stored>> stored_;  ///< by node of made_
    std::set<Node> inside_;                       ///< is_inside()
    std::map<Node, Nodes> exchanging_;            ///< places that exchange what they hold, by each of them
    std::map<Node, bool> owned_;                  ///< is_owned(), as far as it was asked for
    Node first_global_ = 0, first_function_ = 0, out_ = 0, halves_ = 0;
    struct Shared { ir::RecordId record; std::uint32_t index = 0; std::uint64_t offset = 0; Node node = 0; ir::RecordId to; };
    std::map<ClassId, std::vector<Shared>> shared_;  ///< the fields of classes that have several
    std::map<std::pair<ClassId, ir::RecordId>, Node> written_;  ///< what is written to such a class as a pointer to such a record, or (invalid) to anything
    std::set<ir::RecordId> mixed_;                   ///< records whose pointers lie in places that are taken for those of other ones
    std::set<Node> junctions_;                       ///< no places
    std::vector<Nodes> from_;                     ///< by node
    std::vector<Nodes> compared_;
    Nodes widened_;                               ///< what is made of narrower numbers
    std::map<std::pair<Node, bool>, Nodes> before_;  ///< what leads to a node, with itself; also through what is out
    std::map<Node, std::vector<bool>> linked_;    ///< linked_to(), as far as it was asked for
    std::map<std::pair<Node, Node>, bool> known_;
};

}  // namespace sdvlite::model
