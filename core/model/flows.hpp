// SPDX-License-Identifier: Apache-2.0
// From where the pointers come that a place may hold: along assignments, arguments and results, by location classes, whatever the
// order (inclusion-based as in Andersen's thesis, 1994, with one place for each class: "field-based"). Two pointers that were there
// when the run began are taken to lead to different objects where nothing that the program assigns links the places in which
// they lie, and nothing that it compares: an assumption, printed with a Pass. What goes where nobody follows it is *out*: what DDIs
// and functions that nobody knows are given and may keep, what is copied as bytes or by way of pointers to numbers. It may come back
// from all such places: results, contexts that the system hands over, values that nobody knows. What the system links by itself, in
// its own records, is not seen, nor a pointer in two halves of a union.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "core/model/bulk.hpp"
#include "core/model/classes.hpp"
#include "core/model/weave.hpp"

namespace sdvlite::model {

class Flows {
public:
    Flows(const Woven& woven, const Classes& classes);

    /// A place of the class, and the address of a variable or of something in it.
    using Node = std::uint32_t;
    Node at_start(ClassId c) const { return c; }
    Node address(ir::GlobalId g) const { return first_global_ + g.value; }
    Node function(ir::ProcId q) const { return first_function_ + q.value; }
    /// Whether pointers from there may lead to one object.
    bool may_meet(Node a, Node b);
    /// Whether the address of the function may come to where the call looks for its callee.
    bool may_call(ir::ProcId caller, ir::ExprId callee, ir::ProcId q);

private:
    using Nodes = std::vector<Node>;
    void statement(ir::ProcId proc, const ir::Stmt& s, bool rule);
    void call(ir::ProcId proc, const ir::Stmt& s);
    void call_of(ir::ProcId proc, const ir::Stmt& s, ir::ProcId callee);
    void call_outside(ir::ProcId proc, const ir::Stmt& s, ir::ProcId callee);
    void copy(ir::ProcId proc, const ir::Stmt& s, const BulkEffect& effect);
    Nodes side_of_copy(ir::ProcId proc, ir::ExprId arg) const;
    void find_casts();
    void exchange(ir::TypeId record);
    void lend(ir::ExprId value);
    bool uses(ir::ProcId callee, std::uint32_t parameter) const;
    void compared(ir::ProcId proc, const ir::Stmt& s);
    void compared(const Nodes& nodes);
    void flow(const Nodes& from, Node to);
    Nodes sources(ir::ProcId proc, ir::ExprId value) const;
    std::optional<Node> place_of(ir::ProcId proc, ir::ExprId designator) const;
    void initialiser(const ir::Global& g, ir::GlobalId id);
    Nodes pointers_in(ir::TypeId type) const;
    const Nodes& before(Node n, bool through_out);
    std::vector<bool> linked_to(Node n);

    const ir::Program& p_;
    const Classes& classes_;
    Node first_global_ = 0, first_function_ = 0, out_ = 0, halves_ = 0;
    std::vector<Nodes> from_;                     ///< by node
    std::vector<Nodes> compared_;
    Nodes widened_;                               ///< what is made of narrower numbers
    std::map<std::pair<Node, bool>, Nodes> before_;  ///< what leads to a node, with itself; also through what is out
    std::map<Node, std::vector<bool>> linked_;    ///< linked_to(), as far as it was asked for
    std::map<std::pair<Node, Node>, bool> known_;
};

}  // namespace sdvlite::model
