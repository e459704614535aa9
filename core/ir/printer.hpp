// SPDX-License-Identifier: Apache-2.0
// The parts of print(). Everything is appended to one string.
#pragma once

#include <string>
#include <vector>

#include "core/ir/init_path.hpp"
#include "core/ir/print.hpp"

namespace sdvlite::ir {

/// Names of a procedure's locals in the text: unique, and no name of a global or procedure.
std::vector<std::string> local_names(const Program& program, const Proc& proc);

/// Expressions of one procedure, or of none.
class ExprPrinter {
public:
    ExprPrinter(const Program& program, const std::vector<std::string>* locals, std::string& out)
        : program_(program), locals_(locals), out_(out) {}

    void print(ExprId e) { print(e, 0); }
    /// `12`, `-3i64`, `(u8*)NULL`: of exactly this type.
    void constant(TypeId type, std::uint64_t bits);

private:
    void print(ExprId e, int outer);  // in brackets if it binds less tightly than `outer`
    void bare(ExprId e);
    void operand(const Expr& outer);  // of a prefix operator or cast
    void constant(const Expr& e);
    void offset_path(ExprId e);
    void field(ExprId e);
    void field_name(TypeId record, const std::vector<std::uint32_t>& path);
    void binary(const Expr& e);
    int precedence(const Expr& e) const;
    bool needs_exact(const Expr& e) const;

    const Program& program_;
    const std::vector<std::string>* locals_;
    std::string& out_;
};

class ProgramPrinter {
public:
    ProgramPrinter(const Program& program, const PrintOptions& options) : program_(program), options_(options) {}

    std::string run();

private:
    void header();
    void origin(Origin o);
    void record(RecordId id, std::vector<bool>& done);
    void members(const Record& r);
    void global(const Global& g);
    void initialiser(const Global& g);
    void init_target(TypeId at, const std::vector<InitStep>& path);
    void proc(const Proc& p);
    void attributes(const Proc& p);
    void parameters(const Proc& p, const std::vector<std::string>& names);
    void body(const Proc& p, const std::vector<std::string>& names);
    void place(const base::Span& span);
    void declare(TypeId type, const std::string& name);

    const Program& program_;
    PrintOptions options_;
    Origin origin_ = Origin::Driver;
    std::string out_;
};

/// A statement, where `place` is written after it.
void print_stmt_to(std::string& out, const Program& program, const std::vector<std::string>& locals, const Stmt& s,
                   const std::string& place);

/// `@[f0 12:5-12:30]`
std::string place_text(const base::Span& span);

}  // namespace sdvlite::ir
