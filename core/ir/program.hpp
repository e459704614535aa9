// SPDX-License-Identifier: Apache-2.0
// A program in the driver IR: types, globals, procedures. A driver, the OS model and a harness
// are each such a program; link() makes one of them (link.hpp).
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/source.hpp"
#include "core/ir/expr.hpp"
#include "core/ir/stmt.hpp"
#include "core/ir/type.hpp"

namespace sdvlite::ir {

/// Whose code something is. Decides what fires events (semantics 2.3) and how a trace shows it.
enum class Origin : std::uint8_t { Driver, OsModel, Harness, Rule };

struct Variable {
    std::string name;
    TypeId type;
    base::Span span;
};

/// One initialised scalar inside a global: at `offset` bytes (and bit-field bits), the value of the constant
/// expression `value` (Const, FuncAddr, AddrOf(Global...) or PtrAdd of those).
struct InitItem {
    std::uint64_t offset = 0;
    std::uint8_t bit_offset = 0;
    std::uint8_t bit_width = 0;
    ExprId value;
    friend bool operator==(const InitItem&, const InitItem&) = default;
};

struct Global {
    std::string name;          ///< unique in the program
    std::string display_name;  ///< as written in the source; equals `name` unless made unique
    TypeId type;
    base::Span span;
    Origin origin = Origin::Driver;
    bool is_static = false;    ///< internal linkage: link() keeps statics of different files apart
    bool is_const = false;     ///< never written
    bool is_open = false;      ///< static, and yet written where this file does not show it: a definition that files share; volatile
    bool is_extern = false;    ///< declared only: some other file, or the OS, defines it
    std::string shown;                      ///< what a trace calls it: "IRQL"; "": its name
    std::vector<std::string> shown_values;  ///< and its values from 0 on: "PASSIVE_LEVEL"; "": the number
    bool initialised = false;  ///< bytes not covered by `init` are zero (C's static storage)
    std::vector<InitItem> init;
};

/// A function of a role (callback), and how that was found.
struct Role {
    std::string role;        ///< DRIVER_DISPATCH, DRIVER_CANCEL, HwStorStartIo, ...
    std::string detail;      ///< of dispatch routines IRP_MJ_READ, ...; else empty
    std::string found_by;    ///< "role type", "registration", "annotation", "user"
    base::Span span;         ///< where
    friend bool operator==(const Role&, const Role&) = default;
};

struct Proc {
    std::string name;          ///< unique in the program
    std::string display_name;  ///< as written; differs from `name` for statics that had to be made unique
    TypeId type;               ///< a Function type
    base::Span span;           ///< of the name in the definition (else the declaration)
    base::Span end;            ///< the closing brace
    Origin origin = Origin::Driver;
    bool is_static = false;
    bool has_body = false;     ///< false: an external function, a DDI or another driver's
    bool is_noreturn = false;
    bool address_taken = false;
    /// Model procedures only: the documented effect is nothing that a driver can see but result
    /// and out-parameters, so that calling it without a body is not "unmodelled".
    bool modelled = false;
    std::uint32_t param_count = 0;  ///< the first locals
    std::vector<Variable> locals;
    std::vector<Stmt> body;
    std::vector<std::string> role_types;  ///< typedef names it was declared with: DRIVER_CANCEL, ...
    std::vector<std::string> annotations; ///< "dispatch_type:IRP_MJ_READ", "function_class:DRIVER_CANCEL"
    std::vector<Role> roles;              ///< filled by frontend/os from the two above and registrations
    /// Non-empty: the body could not be lowered (wholly: has_body is false; partly: it has a Hole).
    std::string hole_reason;
};

/// A program. Built through Builder (builder.hpp) or a reader; checked by validate().
struct Program {
    std::string name;
    base::SourceMap sources;
    TypeTable types;
    std::vector<Expr> exprs;
    std::vector<Global> globals;
    std::vector<Proc> procs;
    /// All code of the driver is here, and what calls it: its own records are written by what is in this program only.
    bool closed = false;

    const Expr& operator[](ExprId id) const { return exprs[id.index()]; }
    const Proc& operator[](ProcId id) const { return procs[id.index()]; }
    Proc& operator[](ProcId id) { return procs[id.index()]; }
    const Global& operator[](GlobalId id) const { return globals[id.index()]; }
    Global& operator[](GlobalId id) { return globals[id.index()]; }

    /// By unique name; invalid when there is none. Linear on a miss of the index: call reindex()
    /// after adding by hand.
    ProcId find_proc(std::string_view name) const;
    GlobalId find_global(std::string_view name) const;
    void reindex();

    ProcId add_proc(Proc p);
    GlobalId add_global(Global g);
    ExprId add_expr(const Expr& e);

private:
    std::unordered_map<std::string, ProcId> proc_index_;
    std::unordered_map<std::string, GlobalId> global_index_;
};

/// Typed construction of expressions; computes result types and inserts nothing.
class ExprBuilder {
public:
    explicit ExprBuilder(Program& p) : p_(p) {}

    ExprId constant(TypeId type, std::uint64_t bits);
    ExprId null(TypeId pointer_type) { return constant(pointer_type, 0); }
    ExprId local(const Proc& proc, std::uint32_t index);
    ExprId global(GlobalId g);
    ExprId deref(ExprId pointer);
    ExprId field(ExprId record, std::uint32_t field_index);
    /// Field `name` of the record designated by `record`; looks into anonymous members too.
    /// Invalid when there is none.
    ExprId field(ExprId record, std::string_view name);
    ExprId index(ExprId array, ExprId i);
    ExprId addr_of(ExprId designator);
    ExprId func_addr(ProcId proc);
    ExprId unary(UnOp op, ExprId a);
    ExprId binary(BinOp op, ExprId a, ExprId b);
    ExprId cast(TypeId type, ExprId a);

private:
    Program& p_;
};

}  // namespace sdvlite::ir
