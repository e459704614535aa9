// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/maker.hpp"

#include <utility>

namespace sdvlite::oracle {

using ir::ExprId;
using ir::ProcId;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

Stmt& BodyMaker::emit(StmtKind kind) {
    Stmt s;
    s.kind = kind;
    s.span = m_.next_span();
    auto& body = m_.program[proc_].body;
    body.push_back(std::move(s));
    return body.back();
}

Stmt& BodyMaker::at(StmtIndex i) { return m_.program[proc_].body[i]; }

StmtIndex BodyMaker::here() const { return static_cast<StmtIndex>(m_.program[proc_].body.size()); }

/// The gotos in `jumps` go here.
void BodyMaker::jump_to(const std::vector<StmtIndex>& jumps) {
    for (const StmtIndex j : jumps) at(j).targets = {here()};
    if (!jumps.empty()) nop();
}

ExprId BodyMaker::local(std::uint32_t index) { return m_.e.local(m_.program[proc_], index); }

ExprId BodyMaker::add_local(const std::string& name, ir::TypeId type) {
    auto& locals = m_.program[proc_].locals;
    locals.push_back({name, type, {}});
    return local(static_cast<std::uint32_t>(locals.size() - 1));
}

void BodyMaker::nop() { emit(StmtKind::Nop); }

void BodyMaker::assign(ExprId lhs, ExprId rhs) {
    Stmt& s = emit(StmtKind::Assign);
    s.lhs = lhs;
    s.rhs = rhs;
}

void BodyMaker::call(ProcId callee, std::vector<ExprId> args, ExprId lhs) {
    Stmt& s = emit(StmtKind::Call);
    s.proc = callee;
    s.args = std::move(args);
    s.lhs = lhs;
}

void BodyMaker::call_pointer(ExprId callee, std::vector<ExprId> args, ExprId lhs) {
    Stmt& s = emit(StmtKind::Call);
    s.callee = callee;
    s.args = std::move(args);
    s.lhs = lhs;
}

void BodyMaker::guarded_call(ProcId callee, std::vector<ExprId> args, const Part& handler) {
    call(callee, std::move(args));
    const StmtIndex call_at = here() - 1;
    const StmtIndex over = here();
    emit(StmtKind::Goto);
    at(call_at).unwind = here();
    nop();
    handler();
    jump_to({over});
}

void BodyMaker::if_(ExprId condition, const Part& then, const Part& otherwise) {
    const StmtIndex branch = here();
    emit(StmtKind::Branch).rhs = condition;
    nop();
    then();
    const StmtIndex leave = here();
    emit(StmtKind::Goto);
    at(branch).targets = {branch + 1, here()};
    nop();
    if (otherwise) otherwise();
    jump_to({leave});
}

void BodyMaker::while_(ExprId condition, const Part& body) {
    const StmtIndex head = here();
    emit(StmtKind::Branch).rhs = condition;
    nop();
    body();
    emit(StmtKind::Goto).targets = {head};
    at(head).targets = {head + 1, here()};
    nop();
}

void BodyMaker::choose(const std::vector<Part>& alternatives) {
    const StmtIndex head = here();
    emit(StmtKind::Choose);
    std::vector<StmtIndex> targets, leaves;
    for (const Part& part : alternatives) {
        targets.push_back(here());
        nop();
        part();
        leaves.push_back(here());
        emit(StmtKind::Goto);
    }
    at(head).targets = targets;
    jump_to(leaves);
}

void BodyMaker::switch_(ExprId value, const std::vector<ir::SwitchCase>& cases, const std::vector<Part>& bodies,
                        const Part& otherwise) {
    const StmtIndex head = here();
    Stmt& s = emit(StmtKind::Switch);
    s.rhs = value;
    s.cases = cases;
    std::vector<StmtIndex> leaves;
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        at(head).cases[i].target = here();
        nop();
        bodies[i]();
        leaves.push_back(here());
        emit(StmtKind::Goto);
    }
    at(head).targets = {here()};
    nop();
    if (otherwise) otherwise();
    jump_to(leaves);
}

void BodyMaker::havoc(ExprId lhs) { emit(StmtKind::Havoc).lhs = lhs; }

void BodyMaker::assume(ExprId condition) { emit(StmtKind::Assume).rhs = condition; }

void BodyMaker::alloc(ExprId lhs, ExprId size) {
    Stmt& s = emit(StmtKind::Alloc);
    s.lhs = lhs;
    s.rhs = size;
}

void BodyMaker::raise(ExprId code) { emit(StmtKind::Raise).rhs = code; }

void BodyMaker::hole(const std::string& why) { emit(StmtKind::Hole).text = why; }

void BodyMaker::ret(ExprId value) { emit(StmtKind::Return).rhs = value; }

ProgramMaker::ProgramMaker() { file_ = program.sources.add("made.c"); }

base::Span ProgramMaker::next_span() { return {file_, ++line_, 1, line_, 1}; }

ir::TypeId ProgramMaker::record(const std::string& name, std::uint64_t size, std::vector<ir::Field> fields,
                                bool is_union) {
    const ir::RecordId id = program.types.record(name, is_union);
    ir::Record& r = program.types.rec(id);
    r.complete = true;
    r.size = size;
    r.align = 8;
    r.fields = std::move(fields);
    return program.types.record_type(id);
}

ir::GlobalId ProgramMaker::global(const std::string& name, ir::TypeId type, ir::Origin origin) {
    ir::Global g;
    g.name = g.display_name = name;
    g.type = type;
    g.origin = origin;
    g.span = next_span();
    return program.add_global(std::move(g));
}

ir::GlobalId ProgramMaker::global(const std::string& name, ir::TypeId type, std::int64_t init, ir::Origin origin) {
    const ir::GlobalId id = global(name, type, origin);
    const ir::ExprId value = num(type, init);
    program[id].initialised = true;
    program[id].init.push_back({0, 0, 0, value});
    return id;
}

ProcId ProgramMaker::declare(const std::string& name, ir::TypeId result, std::vector<ir::TypeId> params,
                             ir::Origin origin) {
    ir::Proc p;
    p.name = p.display_name = name;
    p.origin = origin;
    p.span = p.end = next_span();
    p.param_count = static_cast<std::uint32_t>(params.size());
    for (std::size_t i = 0; i < params.size(); ++i) p.locals.push_back({"p" + std::to_string(i), params[i], {}});
    p.type = program.types.function(result, std::move(params), false);
    return program.add_proc(std::move(p));
}

void ProgramMaker::define(ProcId proc, const std::function<void(BodyMaker&)>& body) {
    program[proc].has_body = true;
    BodyMaker maker(*this, proc);
    body(maker);
    if (!program[proc].body.empty() && program[proc].body.back().kind == StmtKind::Return) return;
    const ir::TypeId result = program.types[program[proc].type].element;
    maker.ret(program.types.is_scalar(result) ? num(result, 0) : ir::ExprId{});
}

ProcId ProgramMaker::define(const std::string& name, ir::TypeId result, std::vector<ir::TypeId> params,
                            const std::function<void(BodyMaker&)>& body, ir::Origin origin) {
    const ProcId id = declare(name, result, std::move(params), origin);
    define(id, body);
    return id;
}

void ProgramMaker::add_role(ProcId proc, const std::string& role, const std::string& detail) {
    program[proc].roles.push_back({role, detail, "user", {}});
}

using automaton::RExpr;
using automaton::RExprKind;
using automaton::RStmt;
using automaton::RStmtKind;

std::uint32_t RuleMaker::enum_var(const std::string& name, std::vector<std::string> enumerators) {
    automaton::StateVar v;
    v.name = name;
    v.enumerators = std::move(enumerators);
    rule.vars.push_back(std::move(v));
    return static_cast<std::uint32_t>(rule.vars.size() - 1);
}

std::uint32_t RuleMaker::int_var(const std::string& name, std::int64_t init, std::int64_t bound) {
    automaton::StateVar v;
    v.name = name;
    v.kind = automaton::VarKind::Int;
    v.init = init;
    v.bound = bound;
    rule.vars.push_back(std::move(v));
    return static_cast<std::uint32_t>(rule.vars.size() - 1);
}

RExpr& RuleMaker::add(RExprKind kind) {
    rule.exprs.emplace_back();
    rule.exprs.back().kind = kind;
    return rule.exprs.back();
}

RuleMaker::RE RuleMaker::num(std::int64_t v) {
    add(RExprKind::Const).value = v;
    return RE(rule.exprs.size() - 1);
}

RuleMaker::RE RuleMaker::arg(std::uint32_t n) {
    add(RExprKind::Arg).index = n;
    return RE(rule.exprs.size() - 1);
}

RuleMaker::RE RuleMaker::result() {
    add(RExprKind::Return);
    return RE(rule.exprs.size() - 1);
}

RuleMaker::RE RuleMaker::var(std::uint32_t v) {
    add(RExprKind::StateVar).index = v;
    return RE(rule.exprs.size() - 1);
}

RuleMaker::RE RuleMaker::name(const std::string& global) {
    add(RExprKind::Name).name = global;
    return RE(rule.exprs.size() - 1);
}

RuleMaker::RE RuleMaker::deref(RE a) {
    add(RExprKind::Deref).a = a;
    return RE(rule.exprs.size() - 1);
}

RuleMaker::RE RuleMaker::arrow(RE a, const std::string& field) {
    RExpr& e = add(RExprKind::Field);
    e.a = a;
    e.arrow = true;
    e.name = field;
    return RE(rule.exprs.size() - 1);
}

RuleMaker::RE RuleMaker::negate(RE a) {
    RExpr& e = add(RExprKind::Unary);
    e.un = automaton::RUnOp::Neg;
    e.a = a;
    return RE(rule.exprs.size() - 1);
}

RuleMaker::RE RuleMaker::binary(automaton::RBinOp op, RE a, RE b) {
    RExpr& e = add(RExprKind::Binary);
    e.bin = op;
    e.a = a;
    e.b = b;
    return RE(rule.exprs.size() - 1);
}

RuleMaker::RS RuleMaker::add(RStmt s) {
    rule.stmts.push_back(std::move(s));
    return RS(rule.stmts.size() - 1);
}

RuleMaker::RS RuleMaker::block(std::vector<RS> stmts) {
    RStmt s;
    s.then_body = std::move(stmts);
    return add(std::move(s));
}

RuleMaker::RS RuleMaker::if_(RE c, RS then, RS otherwise) {
    RStmt s;
    s.kind = RStmtKind::If;
    s.expr = c;
    s.then_body = {then};
    if (otherwise.valid()) s.else_body = {otherwise};
    return add(std::move(s));
}

RuleMaker::RS RuleMaker::set(std::uint32_t v, RE value) {
    RStmt s;
    s.kind = RStmtKind::Assign;
    s.var = v;
    s.expr = value;
    return add(std::move(s));
}

RuleMaker::RS RuleMaker::abort(const std::string& message) {
    RStmt s;
    s.kind = RStmtKind::Abort;
    s.message = message;
    return add(std::move(s));
}

RuleMaker::RS RuleMaker::halt() {
    RStmt s;
    s.kind = RStmtKind::Halt;
    return add(std::move(s));
}

automaton::EventName RuleMaker::function(const std::string& name) {
    return {automaton::NameKind::Function, name, name, {}};
}

automaton::EventName RuleMaker::role(const std::string& name) {
    return {automaton::NameKind::Role, name, "fun_" + name, {}};
}

void RuleMaker::on(std::vector<automaton::EventName> names, automaton::When when, RS body) {
    automaton::EventBlock b;
    b.names = std::move(names);
    b.when = when;
    b.body = body;
    rule.blocks.push_back(std::move(b));
}

void RuleMaker::on_guarded(std::vector<automaton::EventName> names, automaton::When when, RE guard, RS body,
                           bool or_null) {
    on(std::move(names), when, body);
    rule.blocks.back().guard = automaton::Guard{guard, or_null};
}

void RuleMaker::watch(automaton::EventName name, automaton::When when, RE value) {
    rule.watch = automaton::Watch{std::move(name), when, value, {}};
}

}  // namespace sdvlite::oracle
