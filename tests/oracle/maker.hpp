// SPDX-License-Identifier: Apache-2.0
// Programs and rules made in C++, for tests that are about meaning and not about text, and for the
// generator. Structured statements are lowered to the flat ones of the IR.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/automaton/automaton.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::oracle {

class ProgramMaker;

/// Appends statements to one procedure. Each statement gets a line of its own, so that spans tell them apart.
class BodyMaker {
public:
    using Part = std::function<void()>;

    BodyMaker(ProgramMaker& maker, ir::ProcId proc) : m_(maker), proc_(proc) {}

    /// Parameter or local number `index`.
    ir::ExprId local(std::uint32_t index);
    ir::ExprId add_local(const std::string& name, ir::TypeId type);

    void nop();
    void assign(ir::ExprId lhs, ir::ExprId rhs);
    void call(ir::ProcId callee, std::vector<ir::ExprId> args = {}, ir::ExprId lhs = {});
    void call_pointer(ir::ExprId callee, std::vector<ir::ExprId> args = {}, ir::ExprId lhs = {});
    /// `f(args)` whose exceptions are handled by `handler`.
    void guarded_call(ir::ProcId callee, std::vector<ir::ExprId> args, const Part& handler);
    void if_(ir::ExprId condition, const Part& then, const Part& otherwise = {});
    void while_(ir::ExprId condition, const Part& body);
    void choose(const std::vector<Part>& alternatives);
    void switch_(ir::ExprId value, const std::vector<ir::SwitchCase>& cases, const std::vector<Part>& bodies,
                 const Part& otherwise = {});
    void havoc(ir::ExprId lhs);
    void assume(ir::ExprId condition);
    void alloc(ir::ExprId lhs, ir::ExprId size);
    void raise(ir::ExprId code);
    void hole(const std::string& why);
    void ret(ir::ExprId value = {});

private:
    ir::Stmt& emit(ir::StmtKind kind);
    ir::Stmt& at(ir::StmtIndex i);
    ir::StmtIndex here() const;
    void jump_to(const std::vector<ir::StmtIndex>& jumps);

    ProgramMaker& m_;
    ir::ProcId proc_;
};

class ProgramMaker {
public:
    ir::Program program;
    ir::ExprBuilder e{program};

    ProgramMaker();
    ProgramMaker(const ProgramMaker&) = delete;
    ProgramMaker& operator=(const ProgramMaker&) = delete;

    ir::TypeId i8() { return program.types.integer(8, true); }
    ir::TypeId u8() { return program.types.integer(8, false); }
    ir::TypeId u16() { return program.types.integer(16, false); }
    ir::TypeId i32() { return program.types.integer(32, true); }
    ir::TypeId u32() { return program.types.integer(32, false); }
    ir::TypeId i64() { return program.types.integer(64, true); }
    ir::TypeId none() { return program.types.void_type(); }
    ir::TypeId ptr(ir::TypeId to) { return program.types.pointer(to); }

    ir::ExprId num(std::int64_t v) { return e.constant(i32(), static_cast<std::uint64_t>(v)); }
    ir::ExprId num(ir::TypeId type, std::int64_t v) { return e.constant(type, static_cast<std::uint64_t>(v)); }

    /// A record with these fields; offset, bits and size are the caller's.
    ir::TypeId record(const std::string& name, std::uint64_t size, std::vector<ir::Field> fields, bool is_union = false);
    ir::GlobalId global(const std::string& name, ir::TypeId type, ir::Origin origin = ir::Origin::Driver);
    /// An initialised scalar.
    ir::GlobalId global(const std::string& name, ir::TypeId type, std::int64_t init,
                        ir::Origin origin = ir::Origin::Driver);
    /// Without a body; give it one with define().
    ir::ProcId declare(const std::string& name, ir::TypeId result, std::vector<ir::TypeId> params = {},
                       ir::Origin origin = ir::Origin::Driver);
    void define(ir::ProcId proc, const std::function<void(BodyMaker&)>& body);
    ir::ProcId define(const std::string& name, ir::TypeId result, std::vector<ir::TypeId> params,
                      const std::function<void(BodyMaker&)>& body, ir::Origin origin = ir::Origin::Driver);
    void add_role(ir::ProcId proc, const std::string& role, const std::string& detail = {});

    base::Span next_span();

private:
    base::FileId file_;
    std::uint32_t line_ = 0;
};

/// Makes automata. Ids are handed from call to call like the expressions they are.
class RuleMaker {
public:
    using RE = automaton::RExprId;
    using RS = automaton::RStmtId;
    automaton::Automaton rule;

    std::uint32_t enum_var(const std::string& name, std::vector<std::string> enumerators);
    std::uint32_t int_var(const std::string& name, std::int64_t init, std::int64_t bound);

    RE num(std::int64_t v);
    RE arg(std::uint32_t n);
    RE result();
    RE var(std::uint32_t v);
    RE name(const std::string& global);
    RE deref(RE a);
    RE arrow(RE a, const std::string& field);
    RE negate(RE a);
    RE binary(automaton::RBinOp op, RE a, RE b);
    RE eq(RE a, RE b) { return binary(automaton::RBinOp::Eq, a, b); }

    RS block(std::vector<RS> stmts);
    RS if_(RE c, RS then, RS otherwise = {});
    RS set(std::uint32_t v, RE value);
    RS abort(const std::string& message);
    RS halt();

    static automaton::EventName function(const std::string& name);
    static automaton::EventName role(const std::string& name);
    void on(std::vector<automaton::EventName> names, automaton::When when, RS body);
    void on_guarded(std::vector<automaton::EventName> names, automaton::When when, RE guard, RS body,
                    bool or_null = false);
    void watch(automaton::EventName name, automaton::When when, RE value);

private:
    automaton::RExpr& add(automaton::RExprKind kind);
    RS add(automaton::RStmt s);
};

}  // namespace sdvlite::oracle
