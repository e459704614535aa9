// SPDX-License-Identifier: Apache-2.0
// Values of the path encoder: a number, or a bit-vector expression of the solver. Arithmetic stays with
// numbers as long as it can, so that most of a path costs the solver nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include <z3++.h>

#include "core/ir/expr.hpp"
#include "core/refine/provenance.hpp"

namespace sdvlite::refine {

struct Context;

struct Value {
    unsigned bits = 64;
    std::uint64_t number = 0;
    std::optional<z3::expr> symbolic;
    ProvenanceId from = kNowhere;

    bool known() const { return !symbolic.has_value(); }
    static Value of(unsigned bits, std::uint64_t v);
    static Value of(z3::expr e);
    z3::expr expr(Context& c) const;
    /// The same value, which came through `p` too.
    Value through(Context& c, ProvenanceId p) const;
};

/// What memory holds before anybody writes: numbers by address, sorted, that do not overlap.
using Image = std::vector<std::pair<std::uint64_t, Value>>;

/// The variables' values at the beginning of each path.
struct InitialGlobals {
    const void* model = nullptr;  ///< for which this is so; nullptr: for none yet
    bool arbitrary = false;
    Image image;
};

/// The solver's context, and what its values have in common.
struct Context : z3::context {
    /// What the solver has done so far, in its own unit (of the order of a microsecond): the same on each machine.
    std::uint64_t effort();

    Provenance provenance;
    InitialGlobals globals;
    std::optional<z3::solver> meter;  ///< asked for effort()
};

bool same(const Value& a, const Value& b);
Value unary(Context& c, ir::UnOp op, const Value& a);
/// No PtrAdd, PtrSub, LogAnd, LogOr. Division by zero must have been excluded.
Value binary(Context& c, ir::BinOp op, bool is_signed, const Value& a, const Value& b);
/// Extends (with the sign or zeros) or truncates.
Value resize(Context& c, const Value& a, unsigned bits, bool is_signed);
/// The condition that the value is not 0.
z3::expr truth(Context& c, const Value& a);

/// The solver's variables in an expression.
template <class Use> void each_variable(const z3::expr& root, Use use) {
    std::vector<z3::expr> todo{root};
    std::unordered_set<unsigned> seen;
    while (!todo.empty()) {
        const z3::expr e = todo.back();
        todo.pop_back();
        if (!e.is_app() || e.is_numeral() || !seen.insert(e.id()).second) continue;
        if (e.is_const()) use(e);
        for (unsigned i = 0; i < e.num_args(); ++i) todo.push_back(e.arg(i));
    }
}

}  // namespace sdvlite::refine
