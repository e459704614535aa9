// SPDX-License-Identifier: Apache-2.0
// Which functions a pointer may hold: flow-insensitive, inclusion-based (Andersen 1994, restricted to function values).
// Fields are told apart by record type and name, array elements by constant index, objects of one type are not told
// apart. Follows direct calls and static initialisers; pointers to pointers only through `&x` kept in a local.
// Good enough to find registrations; nothing that a verdict rests on.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::frontend::os {

inline constexpr std::int64_t kNoElement = -1;  ///< not an array element
inline constexpr std::int64_t kAnyElement = -2; ///< an element whose index is not constant

/// Where a value may be kept.
struct Place {
    enum class Kind : std::uint8_t { Local, Global, Field, Result };
    Kind kind = Kind::Local;
    std::uint32_t owner = 0; ///< procedure, global, or record
    std::uint32_t index = 0; ///< local or field
    std::int64_t element = kNoElement;

    friend auto operator<=>(const Place&, const Place&) = default;
};

using ProcSet = std::set<ir::ProcId>;

class FunctionFlow {
  public:
    explicit FunctionFlow(const ir::Program& program);

    /// The functions that `e`, written in `proc`, may be.
    ProcSet functions(ir::ProcId proc, ir::ExprId e) const;
    /// The functions that may be kept there.
    ProcSet functions(const Place& place) const;
    /// The places to which the pointer `e` may lead; empty when unknown.
    std::vector<Place> pointees(ir::ProcId proc, ir::ExprId e) const;
    /// The places that the designator `e` may denote; empty when unknown.
    std::vector<Place> places(ir::ProcId proc, ir::ExprId e) const;
    /// The place of the scalar at `offset` of a global.
    std::vector<Place> places(ir::GlobalId global, std::uint64_t offset) const;
    /// `e` without casts.
    ir::ExprId strip(ir::ExprId e) const;

  private:
    struct Node {
        ProcSet values;
        std::set<std::uint32_t> targets;
    };
    using Pointer = std::pair<std::uint32_t, std::uint32_t>; // procedure, local

    void find_addresses();
    void flow_body(ir::ProcId proc);
    void flow_call(ir::ProcId proc, const ir::Stmt& call);
    void flow_globals();
    void flow(const std::vector<Place>& to, ir::ProcId proc, ir::ExprId from);
    void spread(std::vector<std::uint32_t> changed);
    std::uint32_t node(const Place& place);
    std::vector<std::uint32_t> written(const Place& place);
    std::vector<std::uint32_t> read(const Place& place);
    std::vector<Place> pointed(ir::ProcId proc, ir::ExprId pointer, int hops) const;
    std::vector<Place> denoted(ir::ProcId proc, ir::ExprId e, int hops) const;

    const ir::Program& p_;
    std::map<Place, std::uint32_t> ids_;
    std::vector<Node> nodes_;
    std::map<Pointer, std::vector<ir::ExprId>> addresses_; // addresses assigned to a pointer local
};

} // namespace sdvlite::frontend::os
