// SPDX-License-Identifier: Apache-2.0
// Statements of the driver IR: a procedure's body is a flat list; control goes to the next one
// unless the statement says otherwise. Structured text (if, while, ...) is lowered to this by the
// readers. Each statement knows the place in the source that it came from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/source.hpp"
#include "core/ir/expr.hpp"

namespace sdvlite::ir {

using StmtIndex = std::uint32_t;
inline constexpr StmtIndex kNoStmt = UINT32_MAX;

enum class StmtKind : std::uint8_t {
    Nop,     ///< does nothing; keeps a place (a closing brace, an empty statement)
    Assign,  ///< `lhs = rhs`; scalars, records and arrays of equal type
    Call,    ///< `[lhs =] proc(args)` or `[lhs =] (*callee)(args)`; when it raises: to `unwind`, or out
    Branch,  ///< if `rhs` != 0 to targets[0] else to targets[1]
    Switch,  ///< `rhs` compared with cases[i].low..high, to cases[i].target; else to targets[0]
    Goto,    ///< to targets[0]
    Choose,  ///< to any of targets
    Return,  ///< with `rhs` when the procedure has a result
    Havoc,   ///< the designator `lhs` gets any value of its type
    Assume,  ///< paths on which `rhs` is 0 are not considered
    Alloc,   ///< `lhs` (a pointer) = a fresh object of `rhs` bytes with arbitrary content; never NULL
    Raise,   ///< a structured exception with code `rhs`: to `unwind`, or out of the procedure
    Invoke,  ///< harness only: call any one of the procedures of role `text`; expand_invokes() (link.hpp) removes it
    Abort,   ///< rules' code in the pushdown model only: the rule is violated, `text` is its message
    Hole,    ///< code that could not be lowered, `text` says why: anything may happen from here on
};

struct SwitchCase {
    std::uint64_t low = 0;  ///< bits at the width of the switched value
    std::uint64_t high = 0;
    StmtIndex target = kNoStmt;
    friend bool operator==(const SwitchCase&, const SwitchCase&) = default;
};

struct Stmt {
    StmtKind kind = StmtKind::Nop;
    /// Assume: the programmer wrote it (`_Analysis_assume_`, NT_ASSERT), so it is listed as an
    /// assumption of a Pass. Assumes that lowering makes up are not.
    bool stated = false;
    /// Nop: the closing brace of the body. Return: made up for running into that brace.
    bool closing = false;
    base::Span span;
    ExprId lhs;
    ExprId rhs;
    ProcId proc;    ///< Call: direct callee; Invoke: called right before the role's procedure, may be absent
    ExprId callee;  ///< Call: pointer to the callee, when not direct
    std::vector<ExprId> args;
    /// Invoke: arguments of `proc`. An invalid id stands for the role's detail (the code of
    /// IRP_MJ_READ, ...) as an integer.
    std::vector<ExprId> before_args;
    std::vector<StmtIndex> targets;
    std::vector<SwitchCase> cases;
    StmtIndex unwind = kNoStmt;
    std::string text;  ///< Hole: reason; Invoke: role; Abort: message; Assume: condition as written

    friend bool operator==(const Stmt&, const Stmt&) = default;
};

}  // namespace sdvlite::ir
