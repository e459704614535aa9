// SPDX-License-Identifier: Apache-2.0
// A rule, compiled: an automaton over calls. Bounded variables, at most one tracked object, and
// blocks of code that run at events (the entry or exit of a DDI, of a driver's callback, of a step
// of the harness). Rule code is loop-free; it reads arguments and memory and writes only the
// rule's own variables. Meaning: grammar/README.md. Binding to a program (which calls are the
// events, what `$1->Flags` means in its types) is core/model's work.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/source.hpp"

namespace sdvlite::automaton {

struct RExprTag;
struct RStmtTag;
using RExprId = base::Id<RExprTag>;
using RStmtId = base::Id<RStmtTag>;

enum class RExprKind : std::uint8_t {
    Const,     ///< `value`
    StateVar,  ///< vars[`index`]
    Arg,       ///< `$index` (from 1), the value as it was passed
    Return,    ///< `$return`, at exits only
    Tracked,   ///< the object of `watch` / `with guard`; NULL until one was taken
    Name,      ///< a global of the OS model or the driver called `name`
    Deref,     ///< `*a`, read at the moment of the event
    Field,     ///< `a.name`, or `a->name` when `arrow`
    Unary,
    Binary,
};
enum class RUnOp : std::uint8_t { Not, Neg, BitNot };
enum class RBinOp : std::uint8_t { Add, Sub, BitAnd, BitOr, Eq, Ne, Lt, Le, Gt, Ge, And, Or };

/// Constants have no width of their own: a comparison is made in the type of the other operand
/// (so that -1073741823 and 3221226473 are the same NTSTATUS); two constants or state variables
/// compare as signed 64-bit numbers. And/Or do not evaluate `b` when `a` decides.
struct RExpr {
    RExprKind kind = RExprKind::Const;
    RUnOp un = RUnOp::Not;
    RBinOp bin = RBinOp::Eq;
    bool arrow = false;
    std::int64_t value = 0;
    std::uint32_t index = 0;
    std::string name;
    RExprId a;
    RExprId b;
    base::Span span;
};

enum class RStmtKind : std::uint8_t {
    Block,   ///< `then_body` in order
    If,      ///< `expr` != 0: then_body, else else_body
    Assign,  ///< vars[`var`] = `expr`
    Abort,   ///< the rule is violated; `message` (with $fname in it still to be replaced)
    Halt,    ///< this path is not followed further; no error
};

struct RStmt {
    RStmtKind kind = RStmtKind::Block;
    RExprId expr;
    std::uint32_t var = 0;
    std::string message;
    std::vector<RStmtId> then_body;
    std::vector<RStmtId> else_body;
    base::Span span;
};

enum class VarKind : std::uint8_t {
    Enum,     ///< value = index into `enumerators`
    Int,      ///< a counter or latch, saturating at `bound` in the engine (semantics 2.6)
    Pointer,  ///< identity of an object
};

struct StateVar {
    std::string name;
    VarKind kind = VarKind::Enum;
    std::vector<std::string> enumerators;
    std::int64_t init = 0;
    /// Int: values are exact in [-bound, bound - 1]; `bound` stands for "at least bound" (and -bound-1
    /// for "at most").
    std::int64_t bound = 0;
    bool counts = false;         ///< Int: it, or one that it is copied to or compared with, is computed with
    std::int64_t compared = 0;   ///< Int: the largest magnitude that it starts as, is set to or compared with
    base::Span span;
    std::vector<base::Span> enumerator_spans = {};
};

enum class When : std::uint8_t { Entry, Exit };

enum class NameKind : std::uint8_t {
    Function,  ///< a DDI, a harness step or hook (sdv_RunX, sdv_stub_X), or a driver's function, by its name
    Role,      ///< fun_ROLE, fun_ROLE_n, SDV_ROLE: the driver's callbacks of that role (or IRP_MJ_x)
};

/// One name of an event list, normalised: Function: without `sdv_` when the rest is a DDI's name is decided when
/// binding; Role: `name` is the bare role (DRIVER_CANCEL, IRP_MJ_READ, DriverEntry).
struct EventName {
    NameKind kind = NameKind::Function;
    std::string name;     ///< normalised
    std::string written;  ///< as in the rule
    base::Span span;

    friend bool operator==(const EventName& a, const EventName& b) {
        return a.kind == b.kind && a.name == b.name;
    }
};

/// `[guard V]`: the block runs only when V is the tracked object (or NULL with `or_null`).
struct Guard {
    RExprId value;
    bool or_null = false;
};

/// `(fn, &(lvalue)).read`: the block runs when the driver's own code reads the scalar at the address
/// that `&lvalue` had at the latest entry of `in`.
struct MemoryRead {
    EventName in;
    RExprId lvalue;
};

struct EventBlock {
    std::vector<EventName> names;  ///< without duplicates; none for a memory event
    When when = When::Entry;
    std::optional<Guard> guard;
    RStmtId body;
    base::Span span;
    std::vector<EventName> repeated = {};  ///< names that the list had again
    std::optional<MemoryRead> read = std::nullopt;
    std::int32_t select = -1;      ///< index into `selects`: the block counts only when its case applies
    std::uint32_t select_case = 0;
};

/// A case of `select`; without a name it is the default.
struct SelectCase {
    std::optional<EventName> name;
    base::Span span;
};

/// `select one {…}`: of the cases whose callbacks the driver has, the first applies; `all`: every one. The default
/// applies when no other does. Decided when the rule is bound to a program.
struct Select {
    bool all = false;
    std::vector<SelectCase> cases;
    base::Span span;
};

/// `watch F.exit.$1`: at each match the search takes the value as the tracked object or skips it, until
/// taken, once in a run; NULL is no object. `with guard(F, e)` is the same at F's entry, and while the
/// latest object was passed by no block runs.
struct Watch {
    EventName event;
    When when = When::Exit;
    RExprId value;
    base::Span span;
    bool with_guard = false;
};

struct Automaton {
    std::string name;        ///< CancelSpinLock
    std::string file;        ///< path of the .slic
    std::string source;      ///< its text
    std::vector<StateVar> vars;
    std::optional<Watch> watch;
    std::vector<EventBlock> blocks;  ///< in the order of the file
    std::vector<Select> selects;
    std::vector<RExpr> exprs;
    std::vector<RStmt> stmts;

    const RExpr& operator[](RExprId id) const { return exprs[id.index()]; }
    const RStmt& operator[](RStmtId id) const { return stmts[id.index()]; }
};

}  // namespace sdvlite::automaton
