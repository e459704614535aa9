// SPDX-License-Identifier: Apache-2.0
#include "core/model/weave.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "core/automaton/print.hpp"
#include "core/model/model.hpp"
#include "core/model/rule_code.hpp"

namespace sdvlite::model {

using automaton::EventBlock;
using automaton::NameKind;
using automaton::When;
using ir::ExprId;
using ir::ProcId;
using ir::Stmt;
using ir::StmtIndex;
using ir::StmtKind;

std::string canonical_name(const ir::Program& program, const Aliases& aliases, const std::string& name) {
    std::string n = name;
    if (n.rfind("sdv_", 0) == 0 && !program.find_proc(n).valid()) n = n.substr(4);
    std::set<std::string> seen;  // a table of aliases may have a cycle
    for (auto it = aliases.find(n); it != aliases.end() && seen.insert(n).second; it = aliases.find(n)) n = it->second;
    return n;
}

namespace {

/// The blocks that concern one procedure, in the order of the file. -1 stands for the watch; the blocks of memory events
/// whose address is taken at the procedure's entry are apart.
struct Matches {
    std::vector<int> entry;
    std::vector<int> exit;
    std::vector<std::size_t> arms;
    bool any() const { return !entry.empty() || !exit.empty() || !arms.empty(); }
};

class Weaver {
public:
    Weaver(const ir::Program& program, const automaton::Automaton& rule, const Aliases& aliases, base::DiagSink& diags)
        : rule_(rule), aliases_(aliases), diags_(diags), make_(out_.program) {
        out_.program = program;
    }

    std::optional<Woven> run() {
        const std::size_t before = diags_.errors();
        selected_ = selected_blocks(prog(), rule_, aliases_);
        add_rule_globals();
        match_procedures();
        const std::size_t count = out_.program.procs.size();
        out_.info.resize(count);
        for (std::size_t i = 0; i < count; ++i) weave_proc(ProcId(i));
        lower_raises(out_);
        if (diags_.errors() != before) return std::nullopt;
        return std::move(out_);
    }

private:
    ir::Program& prog() { return out_.program; }

    void add_global(const std::string& name, ir::TypeId type, std::int64_t init, ir::GlobalId& id) {
        ir::Global g;
        g.name = g.display_name = name;
        g.type = type;
        g.origin = ir::Origin::Rule;
        g.initialised = true;
        g.init.push_back({0, 0, 0, make_.constant(type, static_cast<std::uint64_t>(init))});
        id = prog().add_global(std::move(g));
    }

    void add_rule_globals() {
        const ir::TypeId i32 = prog().types.integer(32, true);
        const ir::TypeId ptr = prog().types.pointer(prog().types.void_type());
        for (const automaton::StateVar& v : rule_.vars) {
            out_.rule_vars.emplace_back();
            add_global("rule$" + v.name, v.kind == automaton::VarKind::Pointer ? ptr : i32, v.init, out_.rule_vars.back());
        }
        if (rule_.watch) {
            add_global("rule$tracked", ptr, 0, out_.tracked);
            add_global("rule$taken", i32, 0, out_.taken);
        }
        out_.armed.resize(rule_.blocks.size());
        for (std::size_t b = 0; b < rule_.blocks.size(); ++b) {
            if (!rule_.blocks[b].read || !selected_[b]) continue;
            add_global("rule$armed" + std::to_string(b), ptr, 0, out_.armed[b]);
            reads_.push_back(b);
        }
    }

    bool names_match(const automaton::EventName& name, const ir::Proc& proc) {
        const std::string wanted = canonical_name(prog(), aliases_, name.name);
        if (name.kind != NameKind::Role) return wanted == canonical_name(prog(), aliases_, proc.display_name);
        return std::any_of(proc.roles.begin(), proc.roles.end(), [&](const ir::Role& r) {
            return wanted == canonical_name(prog(), aliases_, r.role) || wanted == r.detail;
        });
    }

    Matches match(const ir::Proc& proc) {
        Matches m;
        if (rule_.watch && names_match(rule_.watch->event, proc)) {
            (rule_.watch->when == When::Entry ? m.entry : m.exit).push_back(-1);
        }
        for (std::size_t b = 0; b < rule_.blocks.size(); ++b) {
            const EventBlock& block = rule_.blocks[b];
            if (!selected_[b]) continue;
            if (block.read && names_match(block.read->in, proc)) m.arms.push_back(b);
            const bool hit = std::any_of(block.names.begin(), block.names.end(),
                                         [&](const automaton::EventName& n) { return names_match(n, proc); });
            if (hit) (block.when == When::Entry ? m.entry : m.exit).push_back(static_cast<int>(b));
        }
        return m;
    }

    /// A driver's own function fires whenever it runs, whoever calls it; anything else where it is called. What begins
    /// a run is called by nobody.
    void match_procedures() {
        std::vector<bool> called(prog().procs.size(), false);
        for (const ir::Proc& p : prog().procs) {
            for (const Stmt& s : p.body) {
                if (s.kind == StmtKind::Call && s.proc.valid()) called[s.proc.index()] = true;
            }
        }
        for (std::size_t i = 0; i < called.size(); ++i) {
            const ir::Proc& p = prog().procs[i];
            const bool begins = p.origin == ir::Origin::Harness && !called[i];
            const bool runs = p.has_body && (p.origin == ir::Origin::Driver || begins);
            calls_.push_back(runs ? Matches{} : match(p));
            roles_.push_back(runs ? match(p) : Matches{});
        }
    }

    std::uint64_t uses(const Matches& m, RuleCode& code) {
        std::uint64_t bits = uses(m.entry, code) | uses(m.exit, code);
        for (const std::size_t b : m.arms) bits |= code.uses(rule_.blocks[b].read->lvalue);
        return bits;
    }

    std::uint64_t uses(const std::vector<int>& blocks, RuleCode& code) {
        std::uint64_t bits = 0;
        for (int b : blocks) bits |= b < 0 ? code.uses(rule_.watch->value) : code.uses(rule_.blocks[static_cast<std::size_t>(b)]);
        return bits;
    }

    std::int32_t add_event(const std::string& name, bool exit, bool role, ProcId proc, ProcId subject, base::Span span) {
        out_.events.push_back({name, exit, role, proc, subject, span});
        return static_cast<std::int32_t>(out_.events.size() - 1);
    }

    ExprId add_temp(ir::Proc& proc, const std::string& name, ir::TypeId type, base::Span span) {
        proc.locals.push_back({name + std::to_string(proc.locals.size()), type, span});
        return make_.local(proc, static_cast<std::uint32_t>(proc.locals.size() - 1));
    }

    void push(Stmt s, StmtInfo info) {
        body_.push_back(std::move(s));
        info_.push_back(info);
    }

    void push_assign(ExprId lhs, ExprId rhs, base::Span span, std::int32_t event) {
        Stmt s;
        s.kind = StmtKind::Assign;
        s.lhs = lhs;
        s.rhs = rhs;
        s.span = span;
        push(std::move(s), {true, event, ir::kNoStmt, true});
    }

    void run_entry(const Matches& m, RuleCode& code, const EventContext& at) {
        for (const std::size_t b : m.arms) code.arm(*rule_.blocks[b].read, out_.armed[b], at);
        run_blocks(m.entry, code, at);
    }

    void run_blocks(const std::vector<int>& blocks, RuleCode& code, const EventContext& at) {
        for (int b : blocks) {
            if (b < 0) {
                code.watch(*rule_.watch, at);
            } else {
                code.block(rule_.blocks[static_cast<std::size_t>(b)], at);
            }
        }
    }

    void weave_call(ProcId id, Stmt s, StmtIndex original, RuleCode& code);
    void weave_entry(ProcId id, RuleCode& code);
    void weave_return(ProcId id, Stmt s, StmtIndex original, RuleCode& code);
    void weave_stmt(ProcId id, Stmt s, StmtIndex original, RuleCode& code);
    void weave_reading_call(ProcId id, Stmt s, StmtIndex original, RuleCode& code);
    std::vector<Load> loads_before(const Stmt& s) const;
    bool may_be(const Load& load, const EventBlock& block) const;
    void read_events(ProcId id, const std::vector<Load>& loads, base::Span span, RuleCode& code);
    void weave_proc(ProcId id);

    Woven out_;
    const automaton::Automaton& rule_;
    const Aliases& aliases_;
    base::DiagSink& diags_;
    ir::ExprBuilder make_;
    std::vector<Matches> calls_;  ///< put around calls
    std::vector<Matches> roles_;  ///< put into the function
    std::vector<bool> selected_;
    std::vector<std::size_t> reads_;  ///< blocks of memory events
    std::vector<Stmt> body_;
    std::vector<StmtInfo> info_;
    std::vector<ExprId> passed_;  ///< of the callback being woven: its arguments as they were passed
};

void Weaver::weave_call(ProcId id, Stmt s, StmtIndex original, RuleCode& code) {
    ir::Proc& proc = prog()[id];
    const ProcId subject = s.proc;
    const Matches& m = calls_[subject.index()];
    const std::uint64_t used = uses(m, code);
    EventContext at;
    at.subject = prog()[subject].display_name;
    at.span = s.span;
    at.args.resize(s.args.size());
    const std::int32_t entry = add_event(at.subject, false, false, id, subject, s.span);
    for (const ExprId a : s.args) at.pointees.push_back(pointee_of_argument(prog(), a));
    for (std::size_t i = 0; i < s.args.size(); ++i) {
        if (!(used >> (i + 1) & 1)) {
            // Never read by the rule; valid so that "no such argument" is about the rule alone.
            at.args[i] = s.args[i];
            continue;
        }
        const ExprId temp = add_temp(proc, "$arg", prog()[s.args[i]].type, s.span);
        push_assign(temp, s.args[i], s.span, entry);
        at.args[i] = s.args[i] = temp;
    }
    at.event = entry;
    run_entry(m, code, at);
    const ExprId wanted = s.lhs;
    const ir::TypeId result = prog().types[prog()[subject].type].element;
    const bool has_result = prog().types.is_scalar(result);
    if ((uses(m.exit, code) & 1) && has_result) s.lhs = at.result = add_temp(proc, "$result", result, s.span);
    const base::Span span = s.span;
    push(std::move(s), {false, entry, original});
    if (!m.exit.empty()) {
        at.event = add_event(at.subject, true, false, id, subject, span);
        run_blocks(m.exit, code, at);
        if (at.result.valid() && wanted.valid()) {
            push_assign(wanted, make_.cast(prog()[wanted].type, at.result), span, at.event);
        }
    }
}

void Weaver::weave_entry(ProcId id, RuleCode& code) {
    const Matches& m = roles_[id.index()];
    if (!m.any()) return;
    ir::Proc& proc = prog()[id];
    const std::uint64_t used = uses(m, code);
    EventContext at;
    at.subject = proc.display_name;
    at.span = proc.span;
    at.event = add_event(at.subject, false, true, id, id, proc.span);
    passed_.assign(proc.param_count, ExprId{});
    for (std::uint32_t i = 0; i < proc.param_count; ++i) {
        passed_[i] = make_.local(proc, i);
        if (!(used >> (i + 1) & 1)) continue;
        const ExprId temp = add_temp(proc, "$arg", proc.locals[i].type, proc.span);
        push_assign(temp, passed_[i], proc.span, at.event);
        passed_[i] = temp;
    }
    at.args = passed_;
    run_entry(m, code, at);
}

void Weaver::weave_return(ProcId id, Stmt s, StmtIndex original, RuleCode& code) {
    const Matches& m = roles_[id.index()];
    if (!m.exit.empty()) {
        EventContext at;
        at.subject = prog()[id].display_name;
        at.span = s.span;
        at.args = passed_;
        at.event = add_event(at.subject, true, true, id, id, s.span);
        if (s.rhs.valid()) {
            at.result = add_temp(prog()[id], "$result", prog()[s.rhs].type, s.span);
            push_assign(at.result, s.rhs, s.span, at.event);
            s.rhs = at.result;
        }
        run_blocks(m.exit, code, at);
    }
    push(std::move(s), {false, -1, original});
}

void Weaver::weave_stmt(ProcId id, Stmt s, StmtIndex original, RuleCode& code) {
    const ir::Origin origin = prog()[id].origin;
    const bool fires = origin == ir::Origin::Driver || origin == ir::Origin::Harness;
    if (s.kind == StmtKind::Call && s.proc.valid() && fires && calls_[s.proc.index()].any()) {
        weave_call(id, std::move(s), original, code);
    } else if (s.kind == StmtKind::Return) {
        weave_return(id, std::move(s), original, code);
    } else {
        push(std::move(s), {false, -1, original});
    }
}

/// What the statement reads before it does something. Assumptions and havocs are not the driver's own reading.
std::vector<Load> Weaver::loads_before(const Stmt& s) const {
    std::vector<Load> out;
    const auto add = [&](ExprId e, bool address) {
        if (!e.valid()) return;
        auto more = loads_of(out_.program, e, address);
        out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    };
    if (s.kind == StmtKind::Assume || s.kind == StmtKind::Havoc) return out;
    if (s.callee.valid() && !s.proc.valid()) add(s.callee, false);
    for (const ExprId a : s.args) add(a, false);
    add(s.rhs, false);
    if (s.kind != StmtKind::Call) add(s.lhs, true);
    return out;
}

/// Through a field of the same name, or through a pointer to the same type: other loads are not looked at.
bool Weaver::may_be(const Load& load, const EventBlock& block) const {
    const ir::Expr& e = out_.program[load.place];
    const automaton::RExpr& wanted = rule_[block.read->lvalue];
    if (is_bit_field(out_.program, load.place)) return false;
    if (e.kind == ir::ExprKind::Field) {
        const auto& record = out_.program.types.rec(out_.program.types[out_.program[e.a].type].record);
        return wanted.kind == automaton::RExprKind::Field && record.fields[e.index].name == wanted.name;
    }
    if (e.kind == ir::ExprKind::Global) return wanted.kind == automaton::RExprKind::Name && out_.program[e.global].name == wanted.name;
    return e.kind == ir::ExprKind::Deref || e.kind == ir::ExprKind::Index;
}

void Weaver::read_events(ProcId id, const std::vector<Load>& loads, base::Span span, RuleCode& code) {
    EventContext at;
    at.subject = prog()[id].display_name;
    at.span = span;
    for (const Load& load : loads) {
        for (const std::size_t b : reads_) {
            const EventBlock& block = rule_.blocks[b];
            if (!may_be(load, block)) continue;
            at.event = add_event("reading " + automaton::print(rule_, block.read->lvalue), false, false, id, id, span);
            out_.events.back().memory = true;
            code.read(block, out_.armed[b], load, at);
        }
    }
}

/// Where the result goes is looked up after the call.
void Weaver::weave_reading_call(ProcId id, Stmt s, StmtIndex original, RuleCode& code) {
    const std::vector<Load> after = loads_of(prog(), s.lhs, true);
    if (after.empty()) return weave_stmt(id, std::move(s), original, code);
    const ExprId wanted = s.lhs;
    const base::Span span = s.span;
    s.lhs = add_temp(prog()[id], "$result", prog()[wanted].type, span);
    const ExprId result = s.lhs;
    weave_stmt(id, std::move(s), original, code);
    read_events(id, after, span, code);
    push_assign(wanted, result, span, -1);
}

void Weaver::weave_proc(ProcId id) {
    if (!prog()[id].has_body) return;
    const bool reads = prog()[id].origin == ir::Origin::Driver && !reads_.empty();
    std::vector<Stmt> old = std::move(prog()[id].body);
    body_.clear();
    info_.clear();
    RuleCode code(out_, rule_, diags_);
    code.target(id, &body_, &info_);
    std::vector<StmtIndex> moved(old.size() + 1);
    weave_entry(id, code);
    for (StmtIndex i = 0; i < old.size(); ++i) {
        moved[i] = static_cast<StmtIndex>(body_.size());
        if (reads) read_events(id, loads_before(old[i]), old[i].span, code);
        if (reads && old[i].kind == StmtKind::Call && old[i].lhs.valid()) {
            weave_reading_call(id, std::move(old[i]), i, code);
        } else {
            weave_stmt(id, std::move(old[i]), i, code);
        }
    }
    // Only the original statements hold old targets; rule code was emitted with new ones.
    for (std::size_t i = 0; i < body_.size(); ++i) {
        if (info_[i].original == ir::kNoStmt) continue;
        for (StmtIndex& t : body_[i].targets) t = moved[t];
        for (ir::SwitchCase& c : body_[i].cases) c.target = moved[c.target];
        if (body_[i].unwind != ir::kNoStmt) body_[i].unwind = moved[body_[i].unwind];
    }
    prog()[id].body = std::move(body_);
    out_.info[id.index()] = std::move(info_);
}

}  // namespace

std::optional<Woven> weave(const ir::Program& program, const automaton::Automaton& rule, const Aliases& aliases,
                           base::DiagSink& diags) {
    return Weaver(program, rule, aliases, diags).run();
}

}  // namespace sdvlite::model
