// SPDX-License-Identifier: Apache-2.0
#include "core/trace/build.hpp"

#include <algorithm>

#include "core/ir/print.hpp"
#include "core/model/ddi_calls.hpp"
#include "core/trace/fold.hpp"
#include "core/trace/show.hpp"

namespace sdvlite::trace {

using explore::WalkStep;
using ir::Origin;
using ir::Stmt;
using ir::StmtKind;

namespace {

class Builder {
public:
    Builder(const model::Model& model, const automaton::Automaton& rule, const explore::Walk& walk, const Slice& slice)
        : m_(model), p_(model.program()), rule_(rule), walk_(walk), slice_(slice), folds_(fold(model, walk, slice)) {
        for (const automaton::StateVar& v : rule.vars) state_.push_back(static_cast<std::uint64_t>(v.init));
        if (rule.watch) state_.push_back(0);
    }

    Trace run(const std::string& message, Blame& blame);

private:
    const Stmt* stmt_of(const WalkStep& w) const {
        const auto& body = p_[w.proc].body;
        return w.stmt < body.size() ? &body[w.stmt] : nullptr;
    }
    const model::StmtInfo* info_of(const WalkStep& w) const {
        const auto& info = m_.woven().info[w.proc.index()];
        return w.stmt < info.size() ? &info[w.stmt] : nullptr;
    }
    std::vector<NamedValue> state() const;
    std::string rule_text(const base::Span& span) const;
    Step& add(StepKind kind, const WalkStep& w, const base::Span& span);
    void statement(const WalkStep& w, const Stmt& s);
    void decision(const WalkStep& w, Step& step) const;
    Event event_of(const model::EventSite& site) const { return {site.name, site.exit, site.span, p_[site.proc].origin, site.role, site.memory}; }
    NamedValue named(const WalkStep& w, ir::ExprId what, std::uint64_t value) const;
    bool made_up(const WalkStep& w, const Stmt& s, const model::StmtInfo& info) const;
    void call(const WalkStep& w, const Stmt& s);
    void rule_step(std::size_t& i);
    void looked_at(const WalkStep& w);
    void enter(const WalkStep& w);
    void keep_relevant_models();
    void blame_callback(const model::StmtInfo* info, Blame& blame) const;
    void blame_place(const WalkStep& w, const Stmt& s, const model::StmtInfo* info, Blame& blame) const;
    std::int64_t parent(std::uint32_t depth) const { return depth < open_.size() ? open_[depth] : -1; }

    const model::Model& m_;
    const ir::Program& p_;
    const automaton::Automaton& rule_;
    const explore::Walk& walk_;
    const Slice& slice_;
    const Folds folds_;
    std::size_t at_ = 0;  ///< the walk's step in work
    std::vector<NamedValue> seen_;  ///< by the rule, at the event seen_at_
    std::int32_t seen_at_ = -1;
    Trace out_;
    std::optional<std::uint32_t> callback_;  ///< the depth at which the callback in work was called
    std::vector<std::uint64_t> state_;
    std::vector<std::int64_t> open_{-1};  ///< for each depth the step that it is inside of
    std::vector<bool> called_by_driver_;  ///< for each depth
};

bool is_shown(const ir::Program& p, ir::ExprId e) { return p[e].kind == ir::ExprKind::Global && !p[p[e].global].shown.empty(); }

NamedValue Builder::named(const WalkStep& w, ir::ExprId what, std::uint64_t value) const {
    std::string number = show_value(p_, p_[what].type, value);
    if (!is_shown(p_, what)) return {ir::print_expr(p_, &p_[w.proc], what), std::move(number)};
    const ir::Global& g = p_[p_[what].global];
    const bool has_name = value < g.shown_values.size() && !g.shown_values[value].empty();
    return {g.shown, has_name ? g.shown_values[value] : std::move(number)};
}

std::vector<NamedValue> Builder::state() const {
    std::vector<NamedValue> out;
    for (std::size_t i = 0; i < state_.size(); ++i) {
        if (i >= rule_.vars.size()) {
            out.push_back({"tracked", state_[i] == 0 ? "none" : show_value(p_, p_[m_.woven().tracked].type, state_[i])});
            continue;
        }
        const automaton::StateVar& v = rule_.vars[i];
        std::string value;
        if (v.kind == automaton::VarKind::Enum) {
            const std::size_t k = static_cast<std::size_t>(state_[i]);
            value = k < v.enumerators.size() ? v.enumerators[k] : std::to_string(k);
        } else if (v.kind == automaton::VarKind::Int) {
            value = std::to_string(static_cast<std::int32_t>(state_[i]));
        } else {
            value = show_value(p_, p_[m_.woven().rule_vars[i]].type, state_[i]);
        }
        out.push_back({v.name, std::move(value)});
    }
    return out;
}

/// Rule code has its places in the files that the rule was read with.
std::string Builder::rule_text(const base::Span& span) const {
    if (rule_.blocks.empty() || !span.known() || span.file != rule_.blocks.front().span.file) return {};
    base::SourceMap own;
    base::Span at = span;
    at.file = own.add(rule_.file, rule_.source);
    std::string_view line = own.line(at.file, at.line);
    const std::size_t from = line.find_first_not_of(" \t");
    return from == std::string_view::npos ? std::string() : std::string(line.substr(from));
}

Step& Builder::add(StepKind kind, const WalkStep& w, const base::Span& span) {
    Step s;
    s.id = static_cast<std::uint32_t>(out_.steps.size());
    s.kind = kind;
    s.parent = parent(w.depth);
    s.depth = w.depth;
    s.origin = p_[w.proc].origin;
    s.span = span;
    s.function = p_[w.proc].display_name;
    s.text = show_source(p_.sources, span);
    s.relevant = slice_.relevant[at_];
    s.rounds = folds_.rounds[at_];
    out_.steps.push_back(std::move(s));
    return out_.steps.back();
}

void Builder::statement(const WalkStep& w, const Stmt& s) {
    const bool branch = w.kind == WalkStep::Kind::Decision;
    StepKind kind = branch ? StepKind::Branch : StepKind::Statement;
    if (w.kind == WalkStep::Kind::Return) kind = StepKind::Return;
    if (s.kind == StmtKind::Assume) kind = StepKind::Assume;
    if (s.kind == StmtKind::Assume && !s.stated && p_[w.proc].origin == Origin::Driver) return;  // made up by lowering
    Step& step = add(kind, w, s.span);
    if (branch && s.kind == StmtKind::Branch) step.branch = w.choice == 0;
    if (branch && model::is_made_direct(p_, p_[w.proc], s)) step.text = ir::print_expr(p_, &p_[w.proc], s.rhs);
    if (branch) decision(w, step);
    if (w.has_value) {
        const bool result = w.kind == WalkStep::Kind::Return;
        step.writes.push_back(result ? NamedValue{"result", show_value(p_, p_[s.rhs].type, w.value)} : named(w, s.lhs, w.value));
        step.system_state = !result && is_shown(p_, s.lhs);
    }
}

void Builder::decision(const WalkStep& w, Step& step) const {
    for (const explore::Seen& seen : w.seen) {
        const NamedValue v = named(w, seen.what, seen.value);
        const bool there = std::any_of(step.reads.begin(), step.reads.end(), [&](const NamedValue& r) { return r.name == v.name; });
        if (!there) step.reads.push_back(v);
    }
    if (const std::int32_t skipped = slice_.skips[at_]; skipped >= 0) {
        const model::EventSite& site = m_.woven().events[static_cast<std::size_t>(skipped)];
        step.skips = event_of(site);
    }
}

void Builder::enter(const WalkStep& w) {
    const ir::Proc& q = p_[w.callee];
    WalkStep inside = w;
    inside.proc = w.callee;
    inside.depth = w.depth + 1;
    Step s;
    s.id = static_cast<std::uint32_t>(out_.steps.size());
    s.kind = StepKind::Enter;
    s.parent = parent(inside.depth);
    s.depth = inside.depth;
    s.origin = q.origin;
    s.span = q.span;
    s.function = q.display_name;
    s.text = show_source(p_.sources, q.span);
    s.relevant = slice_.relevant[at_];
    if (!q.roles.empty()) s.role = q.roles.front().role;
    if (q.roles.size() == 1 && !q.roles.front().detail.empty()) s.role += " " + q.roles.front().detail;
    out_.steps.push_back(std::move(s));
}

/// What the weaver added to carry exceptions: shown only where one passes.
bool Builder::made_up(const WalkStep& w, const Stmt& s, const model::StmtInfo& info) const {
    if (info.rule || info.original != ir::kNoStmt) return false;
    const bool passes = s.kind == StmtKind::Branch && w.choice == 0;
    return s.kind != StmtKind::Return && !passes;
}

void Builder::call(const WalkStep& w, const Stmt& s) {
    const bool repeated = w.kind == WalkStep::Kind::Repeated || folds_.summarised[at_];
    Step& step = add(repeated ? StepKind::SummarisedCall : StepKind::Call, w, s.span);
    if (w.has_value && s.lhs.valid()) step.writes.push_back(named(w, s.lhs, w.value));
    if (w.kind != WalkStep::Kind::Call || folds_.summarised[at_]) return;
    open_.resize(w.depth + 1, -1);
    open_.push_back(step.id);
    if (p_[w.callee].origin == Origin::Driver && p_[w.proc].origin != Origin::Driver) enter(w);
}

/// What the rule's decision saw besides its own variables: told at the violation, if there is one.
void Builder::looked_at(const WalkStep& w) {
    for (const explore::Seen& seen : w.seen) {
        const ir::Expr& e = p_[seen.what];
        const bool own = e.kind == ir::ExprKind::Global && p_[e.global].origin == Origin::Rule;
        const bool temporary = e.kind == ir::ExprKind::Local && p_[w.proc].locals[e.index].name.substr(0, 1) == "$";
        if (!own && !temporary) seen_.push_back(named(w, seen.what, seen.value));
    }
}

/// All consecutive statements of one event are one step.
void Builder::rule_step(std::size_t& i) {
    seen_.clear();
    seen_at_ = info_of(walk_.steps[i])->event;
    const WalkStep& first = walk_.steps[i];
    const std::int32_t event = info_of(first)->event;
    const std::vector<NamedValue> before = state();
    bool decided = false, matters = false;
    std::uint64_t written = 0, kept = 0;  // variables whose new value matters, or that they keep the old one
    base::Span span;
    std::size_t last = i;
    for (; last < walk_.steps.size(); ++last) {
        const WalkStep& w = walk_.steps[last];
        const model::StmtInfo* info = info_of(w);
        if (w.depth != first.depth || w.proc != first.proc || info == nullptr || !info->rule || info->event != event) break;
        if (w.kind == WalkStep::Kind::Violation) break;
        const Stmt& s = *stmt_of(w);
        matters = matters || slice_.relevant[last];
        (slice_.skips[last] >= 0 ? kept : written) |= slice_.rule_writes[last];
        if (w.kind == WalkStep::Kind::Decision && slice_.relevant[last]) looked_at(w);
        if (!w.rule.empty()) {
            if (w.rule != state_) span = s.span, decided = true;
            state_ = w.rule;
        } else if (w.kind == WalkStep::Kind::Decision && !decided) {
            span = s.span;
        }
    }
    i = last - 1;
    const std::vector<NamedValue> after = state();
    const bool violated = last < walk_.steps.size() && walk_.steps[last].kind == WalkStep::Kind::Violation;
    if (before == after && !violated && !span.known()) return;
    const model::EventSite& site = m_.woven().events[static_cast<std::size_t>(event)];
    Step& step = add(StepKind::Rule, first, base::Span{});
    step.origin = Origin::Rule;
    step.span = span;
    step.text = rule_text(span);
    step.function = site.name;
    step.event = event_of(site);
    step.rule_before = before;
    step.rule_after = after;
    for (std::size_t k = 0; k < after.size() && k < 64; ++k) {
        if (before[k] != after[k] ? written >> k & 1 : kept >> k & 1) step.rule_matters.push_back(after[k].name);
    }
    step.relevant = (matters && !step.rule_matters.empty()) || violated;
}

/// Of the harness only what leads to something that matters is worth a look, and the state in which it calls the driver;
/// how it comes to it is not.
void Builder::keep_relevant_models() {
    std::vector<bool> leads(out_.steps.size(), false);
    for (std::size_t i = out_.steps.size(); i-- > 0;) {
        Step& s = out_.steps[i];
        if (s.origin == Origin::Harness) s.relevant = leads[i] || (s.relevant && s.system_state);
        if (s.relevant && s.parent >= 0) leads[static_cast<std::size_t>(s.parent)] = true;
    }
}

/// A violation before the driver ran, of a property for instance: the callback of the role that the step is annotated
/// with ("needs:R"), or the first one.
void Builder::blame_callback(const model::StmtInfo* info, Blame& blame) const {
    const ir::Proc* best = nullptr;
    const bool event = info != nullptr && info->event >= 0;
    const ir::ProcId step = event ? m_.woven().events[static_cast<std::size_t>(info->event)].subject : ir::ProcId{};
    for (const ir::Proc& p : p_.procs) {
        if (p.origin != Origin::Driver || !p.has_body || p.roles.empty() || !p.span.known()) continue;
        const bool meant = step.valid() && std::any_of(p.roles.begin(), p.roles.end(), [&](const ir::Role& r) {
            return std::any_of(p_[step].annotations.begin(), p_[step].annotations.end(),
                               [&](const std::string& a) { return a == "needs:" + r.role || a == "needs:" + r.detail; });
        });
        if (best == nullptr || meant) best = &p;
        if (meant) break;
    }
    if (best == nullptr) return;
    blame.location = best->span;
    blame.function = best->display_name;
}

/// Where the driver is. Rule code belongs to the place of its event, in the driver or at the callback's end; that of the entry of a
/// function to the driver's call of it, if there is one, which the walk has just passed.
void Builder::blame_place(const WalkStep& w, const Stmt& s, const model::StmtInfo* info, Blame& blame) const {
    const bool event = w.kind != WalkStep::Kind::Return && info != nullptr && info->event >= 0;
    const model::EventSite* site = event ? &m_.woven().events[static_cast<std::size_t>(info->event)] : nullptr;
    const bool called = w.depth < called_by_driver_.size() && called_by_driver_[w.depth];
    if (site != nullptr && site->role && !site->exit && called) return;
    const base::Span at = site != nullptr ? site->span : s.span;
    if (at.known()) blame.location = at, blame.function = p_[w.proc].display_name;
}

Trace Builder::run(const std::string& message, Blame& blame) {
    out_.rule = rule_.name;
    out_.message = message;
    out_.dropped = walk_.dropped;
    for (const explore::InitialValue& v : walk_.initial) {
        if (!slice_.exact || slice_.open.contains(v.address)) out_.initial.push_back({v.name, std::to_string(v.value)});
    }
    for (std::size_t i = 0; i < walk_.steps.size(); ++i) {
        const WalkStep& w = walk_.steps[i];
        at_ = i;
        open_.resize(std::min<std::size_t>(open_.size(), w.depth + 1));
        const Stmt* s = stmt_of(w);
        const model::StmtInfo* info = info_of(w);
        const bool in_driver = p_[w.proc].origin == Origin::Driver;
        // What a folded call did to the rule still counts, and so does where the driver was.
        if (in_driver && s != nullptr) blame_place(w, *s, info, blame);
        called_by_driver_.resize(w.depth + 1);
        if (w.kind == WalkStep::Kind::Call) called_by_driver_.push_back(in_driver);
        if (w.kind != WalkStep::Kind::Violation && folds_.hidden[i]) {
            if (!w.rule.empty()) state_ = w.rule;
            continue;
        }
        if (info != nullptr && s != nullptr && made_up(w, *s, *info)) continue;
        if (callback_ && w.depth <= *callback_) callback_.reset();
        // What the OS model calls from inside of a callback is no entry point of the path.
        if (w.kind == WalkStep::Kind::Call && p_[w.callee].origin == Origin::Driver && !in_driver && !callback_) {
            callback_ = w.depth;
            blame.entry_function = p_[w.callee].display_name;
            blame.entry_role.clear();
            for (const ir::Role& r : p_[w.callee].roles) {
                if (!blame.entry_role.empty()) break;
                blame.entry_role = r.role;
            }
        }
        if (w.kind == WalkStep::Kind::Violation) {
            if (!blame.location.known()) blame_callback(info, blame);
            Step& v = add(StepKind::Violation, w, blame.location);
            v.function = blame.function;
            v.text = message;
            v.origin = Origin::Driver;  // whose place it is
            v.relevant = true;
            if (info != nullptr && info->event >= 0) {
                const model::EventSite& site = m_.woven().events[static_cast<std::size_t>(info->event)];
                v.event = event_of(site);
            }
            v.rule_before = v.rule_after = state();
            if (info != nullptr && info->event == seen_at_) v.reads = std::move(seen_);
            break;
        }
        if (info != nullptr && info->rule) {
            rule_step(i);
        } else if (w.kind == WalkStep::Kind::Return) {
            Stmt end;
            end.kind = StmtKind::Return;
            end.span = p_[w.proc].end;
            statement(w, s != nullptr ? *s : end);
        } else if (s != nullptr && (w.kind == WalkStep::Kind::Call || w.kind == WalkStep::Kind::Outside || w.kind == WalkStep::Kind::Repeated)) {
            call(w, *s);
            if (!w.rule.empty()) state_ = w.rule;
        } else if (s != nullptr && info != nullptr && !info->rule && info->original == ir::kNoStmt) {
            add(StepKind::Statement, w, s->span).writes.push_back({"exception", "passes"});
        } else if (s != nullptr) {
            statement(w, *s);
        }
    }
    out_.entry_role = blame.entry_role;
    out_.entry_function = blame.entry_function;
    keep_relevant_models();
    return std::move(out_);
}

}  // namespace

Trace build(const model::Model& model, const automaton::Automaton& rule, const explore::Walk& walk, const Slice& slice,
            const std::string& message, Blame& blame) {
    return Builder(model, rule, walk, slice).run(message, blame);
}

}  // namespace sdvlite::trace
