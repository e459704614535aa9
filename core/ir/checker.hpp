// SPDX-License-Identifier: Apache-2.0
// The parts of validate(), in the order in which they run: each may rely on those before.
#pragma once

#include <string>
#include <vector>

#include "core/base/diag.hpp"
#include "core/ir/measure.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::ir {

/// What the parts share.
class Checker {
public:
    Checker(const Program& program, std::size_t limit) : program_(program), limit_(limit) {}

    std::vector<base::Diagnostic> run();

private:
    void error(base::Span span, std::string message);
    bool sound() const { return found_.empty(); }
    bool full() const { return found_.size() >= limit_; }

    // validate_types.cpp
    void check_type_ids();
    void check_types();
    void check_records();
    void check_nesting();
    bool is_object(TypeId type) const;  ///< may a variable, field or element have it?

    // validate_exprs.cpp
    void check_expr_ids();
    void check_exprs();
    std::string wrong_with(const Expr& e) const;
    std::string wrong_with_unary(const Expr& e) const;
    std::string wrong_with_binary(const Expr& e) const;
    std::string wrong_with_const(const Expr& e) const;
    std::string wrong_with_cast(const Expr& e) const;

    // validate.cpp
    void check_names();
    void check_globals();
    void check_procs();
    void check_proc(const Proc& proc);

    // validate_stmts.cpp
    void check_body(const Proc& proc, std::uint32_t number);
    void check_stmt(const Proc& proc, const Stmt& s, std::size_t size);
    std::string wrong_with(const Proc& proc, const Stmt& s) const;
    std::string wrong_with_call(const Stmt& s) const;
    std::string wrong_with_invoke(const Stmt& s) const;
    std::string wrong_with_parts(const Stmt& s) const;
    void check_locals(const Proc& proc, ExprId root, std::uint32_t number, base::Span span);
    bool is_value(ExprId id) const { return id.valid() && id.index() < program_.exprs.size(); }
    bool is_place(ExprId id) const;   ///< a designator that can be written
    TypeId type_of(ExprId id) const { return program_[id].type; }

    const Program& program_;
    std::size_t limit_;
    std::vector<base::Diagnostic> found_;
    TypeSizes type_sizes_;
    ExprSizes expr_sizes_;
    std::vector<std::uint32_t> checked_in_;  // of each expression: 1 + the last procedure that it was checked in
};

}  // namespace sdvlite::ir
