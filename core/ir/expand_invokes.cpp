// SPDX-License-Identifier: Apache-2.0
// Invoke statements become choices over calls.
#include <algorithm>
#include <optional>
#include <unordered_map>

#include "core/ir/body_editor.hpp"
#include "core/ir/link.hpp"

namespace sdvlite::ir {

namespace {

/// One way to perform an invoke.
struct Callee {
    ProcId proc;
    std::string detail;
    std::vector<std::string> not_for = {};  ///< without detail: details that others are registered for
};

std::vector<std::string> details_of_others(const Proc& proc, const Role& role) {
    std::vector<std::string> out;
    if (!role.detail.empty() || role.found_by == "user") return out;
    for (const std::string& a : proc.annotations) {
        if (a.starts_with(kNotFor)) out.push_back(a.substr(kNotFor.size()));
    }
    return out;
}

// By role; each procedure once for each detail. An entry without detail counts only when there is none with one, or
// when it was registered so, for all details.
std::unordered_map<std::string, std::vector<Callee>> callees_by_role(const Program& program) {
    std::unordered_map<std::string, std::vector<Callee>> out;
    for (std::size_t i = 0; i < program.procs.size(); ++i) {
        const auto& roles = program.procs[i].roles;
        for (const Role& r : roles) {
            const auto says_more = [&](const Role& other) { return other.role == r.role && !other.detail.empty(); };
            const bool vague = r.detail.empty() && r.found_by != "registration" &&
                               std::any_of(roles.begin(), roles.end(), says_more);
            auto& list = out[r.role];
            const bool known = std::any_of(list.begin(), list.end(), [&](const Callee& c) {
                return c.proc == ProcId(i) && c.detail == r.detail;
            });
            if (!vague && !known) list.push_back({ProcId(i), r.detail, details_of_others(program.procs[i], r)});
        }
    }
    return out;
}

class InvokeExpander {
public:
    InvokeExpander(Program& program, Proc& proc, const DetailCode& code)
        : program_(program), proc_(proc), code_(code), build_(program), editor_(proc.body.size()) {}

    void at(StmtIndex i) { editor_.at(i); }
    void keep(Stmt s) { editor_.emit(std::move(s)); }
    void expand(const Stmt& invoke, const std::vector<Callee>& callees);
    void finish() { proc_.body = editor_.finish(); }

private:
    void call(const Stmt& invoke, const Callee& callee);
    void call_before(const Stmt& invoke, const Callee& callee);
    ExprId any_detail(TypeId type, const Callee& callee, const base::Span& span);
    ExprId arbitrary(TypeId type, const base::Span& span);
    ExprId argument(ExprId given, TypeId wanted, const base::Span& span);
    void assume_not(ExprId value, std::uint64_t number, const base::Span& span);
    bool convertible(TypeId from, TypeId to) const;
    void store_result(const Stmt& invoke, Stmt call, TypeId result);

    Program& program_;
    Proc& proc_;
    const DetailCode& code_;
    ExprBuilder build_;
    BodyEditor editor_;
};

void InvokeExpander::expand(const Stmt& invoke, const std::vector<Callee>& callees) {
    Stmt choose;
    choose.kind = callees.empty() ? StmtKind::Nop : StmtKind::Choose;
    choose.span = invoke.span;
    const StmtIndex end = editor_.fresh_label();
    for (std::size_t i = 0; i < callees.size(); ++i) choose.targets.push_back(editor_.fresh_label());
    const std::vector<StmtIndex> starts = choose.targets;
    editor_.emit(std::move(choose));
    for (std::size_t i = 0; i < callees.size(); ++i) {
        editor_.place(starts[i]);
        call_before(invoke, callees[i]);
        call(invoke, callees[i]);
        if (i + 1 == callees.size()) break;
        Stmt jump;
        jump.kind = StmtKind::Goto;
        jump.span = invoke.span;
        jump.targets = {end};
        editor_.emit(std::move(jump));
    }
    editor_.place(end);
}

ExprId InvokeExpander::arbitrary(TypeId type, const base::Span& span) {
    const auto index = static_cast<std::uint32_t>(proc_.locals.size());
    proc_.locals.push_back({"$arg" + std::to_string(index), type, span});
    Stmt havoc;
    havoc.kind = StmtKind::Havoc;
    havoc.span = span;
    havoc.lhs = build_.local(proc_, index);
    const ExprId local = havoc.lhs;
    editor_.emit(std::move(havoc));
    return local;
}

ExprId InvokeExpander::any_detail(TypeId type, const Callee& callee, const base::Span& span) {
    const ExprId any = arbitrary(type, span);
    for (const std::string& other : callee.not_for) {
        const std::optional<std::uint64_t> number = code_(other);
        if (number) assume_not(any, *number, span);
    }
    return any;
}

void InvokeExpander::assume_not(ExprId value, std::uint64_t number, const base::Span& span) {
    Stmt is_not;
    is_not.kind = StmtKind::Assume;
    is_not.span = span;
    is_not.rhs = build_.binary(BinOp::Ne, value, build_.constant(program_[value].type, number));
    editor_.emit(std::move(is_not));
}

bool InvokeExpander::convertible(TypeId from, TypeId to) const {
    const TypeTable& types = program_.types;
    if (types.is_scalar(from) && types.is_scalar(to)) return true;
    auto number = [&](TypeId t) { return types.is_integer(t) || types[t].kind == TypeKind::Float; };
    return number(from) && number(to);
}

ExprId InvokeExpander::argument(ExprId given, TypeId wanted, const base::Span& span) {
    const TypeId type = program_[given].type;
    if (type == wanted) return given;
    return convertible(type, wanted) ? build_.cast(wanted, given) : arbitrary(wanted, span);
}

void InvokeExpander::call_before(const Stmt& invoke, const Callee& callee) {
    if (!invoke.proc.valid()) return;
    Stmt s;
    s.kind = StmtKind::Call;
    s.span = invoke.span;
    s.proc = invoke.proc;
    s.unwind = invoke.unwind;
    const Type type = program_.types[program_[invoke.proc].type];
    const auto number = callee.detail.empty() ? std::optional<std::uint64_t>() : code_(callee.detail);
    for (std::size_t i = 0; i < invoke.before_args.size(); ++i) {
        const ExprId given = invoke.before_args[i];
        if (given.valid()) {
            s.args.push_back(given);
        } else {
            s.args.push_back(number ? build_.constant(type.params[i], *number)
                                    : any_detail(type.params[i], callee, invoke.span));
        }
    }
    editor_.emit(std::move(s));
}

void InvokeExpander::call(const Stmt& invoke, const Callee& callee) {
    Stmt s;
    s.kind = StmtKind::Call;
    s.span = invoke.span;
    s.proc = callee.proc;
    s.unwind = invoke.unwind;
    const Type type = program_.types[program_[callee.proc].type];
    for (std::size_t i = 0; i < type.params.size(); ++i) {
        s.args.push_back(i < invoke.args.size() ? argument(invoke.args[i], type.params[i], invoke.span)
                                                : any_detail(type.params[i], callee, invoke.span));
        if (is_given(program_[callee.proc], i + 1)) assume_not(s.args.back(), 0, invoke.span);
    }
    store_result(invoke, std::move(s), type.element);
}

void InvokeExpander::store_result(const Stmt& invoke, Stmt call, TypeId result) {
    if (!invoke.lhs.valid()) return editor_.emit(std::move(call));
    const TypeId wanted = program_[invoke.lhs].type;
    if (result == wanted) {
        call.lhs = invoke.lhs;
        return editor_.emit(std::move(call));
    }
    Stmt after;
    after.span = call.span;
    after.lhs = invoke.lhs;
    if (convertible(result, wanted)) {
        const auto index = static_cast<std::uint32_t>(proc_.locals.size());
        proc_.locals.push_back({"$result" + std::to_string(index), result, call.span});
        call.lhs = build_.local(proc_, index);
        after.kind = StmtKind::Assign;
        after.rhs = build_.cast(wanted, call.lhs);
    } else {  // nothing that could be stored comes back
        after.kind = StmtKind::Havoc;
    }
    editor_.emit(std::move(call));
    editor_.emit(std::move(after));
}

}  // namespace

bool is_given(const Proc& proc, std::size_t parameter) {
    const std::string text = std::string(kGiven) + std::to_string(parameter);
    return std::find(proc.annotations.begin(), proc.annotations.end(), text) != proc.annotations.end();
}

void expand_invokes(Program& program, const DetailCode& code) {
    const auto by_role = callees_by_role(program);
    const std::vector<Callee> nobody;
    for (Proc& proc : program.procs) {
        const bool any = std::any_of(proc.body.begin(), proc.body.end(),
                                     [](const Stmt& s) { return s.kind == StmtKind::Invoke; });
        if (!any) continue;
        InvokeExpander expander(program, proc, code);  // looks at the size of the body
        const std::vector<Stmt> body = std::move(proc.body);
        for (std::size_t i = 0; i < body.size(); ++i) {
            expander.at(static_cast<StmtIndex>(i));
            if (body[i].kind != StmtKind::Invoke) {
                expander.keep(body[i]);
                continue;
            }
            const auto found = by_role.find(body[i].text);
            expander.expand(body[i], found == by_role.end() ? nobody : found->second);
        }
        expander.finish();
    }
}

}  // namespace sdvlite::ir
