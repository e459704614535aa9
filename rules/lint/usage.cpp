// SPDX-License-Identifier: Apache-2.0
// What a rule holds and does not use: variables that make no difference, code that never runs, messages that say
// nothing.
#include <algorithm>
#include <cctype>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/automaton/print.hpp"
#include "core/base/suggest.hpp"
#include "rules/lint/lint.hpp"
#include "rules/lint/walk.hpp"

namespace sdvlite::rules {
namespace {

using automaton::Automaton;
using automaton::EventBlock;
using automaton::EventName;
using automaton::RExpr;
using automaton::RExprId;
using automaton::RExprKind;
using automaton::RStmt;
using automaton::RStmtId;
using automaton::RStmtKind;
using automaton::StateVar;
using automaton::VarKind;
using automaton::When;

class Usage {
  public:
    Usage(const Automaton& rule, base::DiagSink& diags) : rule_(rule), diags_(diags) {}

    void run() {
        collect();
        for (std::uint32_t v = 0; v < rule_.vars.size(); ++v) variable(v);
        for (const EventBlock& b : rule_.blocks) block(b);
        repeated_events();
        for (const automaton::Select& s : rule_.selects) cases(s);
        whole();
    }

  private:
    struct Assignment {
        std::uint32_t var;
        RExprId value;
    };

    void collect();
    void add_reads(RExprId root, std::set<std::uint32_t>& to) const;
    void variable(std::uint32_t v);
    void enumerators(std::uint32_t v);
    void block(const EventBlock& b);
    void sequence(const std::vector<RStmtId>& body);
    void statement(const RStmt& s);
    void message(const RStmt& s);
    void condition(RExprId id);
    void repeated_events();
    void cases(const automaton::Select& select);
    void whole();

    const Automaton& rule_;
    base::DiagSink& diags_;
    std::vector<Assignment> assignments_;
    std::set<std::uint32_t> read_;      // variables that decide something, directly or through others
    std::set<std::uint32_t> mentioned_; // variables that are read at all
    std::set<std::uint32_t> set_;
    bool aborts_ = false;
};

void Usage::add_reads(RExprId root, std::set<std::uint32_t>& to) const {
    for_each_expr(rule_, root, [&](const RExpr& e) {
        if (e.kind == RExprKind::StateVar) to.insert(e.index);
    });
}

// A variable that is read only to set one that decides nothing decides nothing.
void Usage::collect() {
    for (const EventBlock& b : rule_.blocks) {
        if (b.guard) add_reads(b.guard->value, read_);
        for_each_stmt(rule_, b.body, [&](const RStmt& s) {
            if (s.kind == RStmtKind::If) add_reads(s.expr, read_);
            if (s.kind == RStmtKind::Assign) assignments_.push_back({s.var, s.expr});
            aborts_ = aborts_ || s.kind == RStmtKind::Abort;
        });
    }
    mentioned_ = read_;
    for (const Assignment& a : assignments_) {
        set_.insert(a.var);
        add_reads(a.value, mentioned_);
    }
    for (std::size_t before = read_.size() + 1; before != read_.size();) {
        before = read_.size();
        for (const Assignment& a : assignments_) {
            if (read_.contains(a.var)) add_reads(a.value, read_);
        }
    }
}

void Usage::variable(std::uint32_t v) {
    const StateVar& var = rule_.vars[v];
    const bool set = set_.contains(v);
    if (!set && !mentioned_.contains(v)) {
        return diags_.warning(var.span, "'" + var.name + "' is never used", "remove it");
    }
    if (!read_.contains(v)) {
        return diags_.warning(var.span, "'" + var.name + "' is set, but nothing depends on it",
                              "compare it in a condition, or remove it");
    }
    if (!set) {
        diags_.warning(var.span, "'" + var.name + "' is never set: it keeps its first value",
                       "set it at an event, or write the value where it is read");
    }
    if (var.kind == VarKind::Enum) enumerators(v);
}

// An enumerator may be set, compared with, or the first value. A variable whose value comes from elsewhere uses all.
void Usage::enumerators(std::uint32_t v) {
    const StateVar& var = rule_.vars[v];
    std::set<std::int64_t> given = {var.init};
    std::set<std::int64_t> used = {var.init};
    for (const Assignment& a : assignments_) {
        if (a.var != v) continue;
        if (rule_[a.value].kind != RExprKind::Const) return;
        given.insert(rule_[a.value].value);
    }
    for (const EventBlock& b : rule_.blocks) {
        for_each_stmt(rule_, b.body, [&](const RStmt& s) {
            for_each_expr(rule_, s.expr, [&](const RExpr& e) {
                if (e.kind != RExprKind::Binary) return;
                const std::pair<RExprId, RExprId> both[] = {{e.a, e.b}, {e.b, e.a}};
                for (const auto& [x, y] : both) {
                    const bool names = rule_[x].kind == RExprKind::StateVar && rule_[x].index == v;
                    if (names && rule_[y].kind == RExprKind::Const) used.insert(rule_[y].value);
                }
            });
        });
    }
    for (std::size_t i = 0; i < var.enumerators.size(); ++i) {
        const auto value = static_cast<std::int64_t>(i);
        if (given.contains(value)) continue;
        const base::Span at = i < var.enumerator_spans.size() ? var.enumerator_spans[i] : var.span;
        if (used.contains(value)) {
            diags_.warning(at, "the state '" + var.enumerators[i] + "' of '" + var.name + "' is never reached: nothing sets it",
                           "set '" + var.name + " = " + var.enumerators[i] + ";' at an event, or remove the state");
        } else {
            diags_.warning(at, "the state '" + var.enumerators[i] + "' of '" + var.name + "' is never used", "remove it");
        }
    }
}

bool ends_path(const RStmt& s) { return s.kind == RStmtKind::Abort || s.kind == RStmtKind::Halt; }

void Usage::sequence(const std::vector<RStmtId>& body) {
    for (std::size_t i = 0; i + 1 < body.size(); ++i) {
        const RStmt& s = rule_[body[i]];
        if (!ends_path(s)) continue;
        const char* word = s.kind == RStmtKind::Abort ? "abort" : "halt";
        diags_.warning(rule_[body[i + 1]].span, std::string("this never runs: '") + word + "' ends the path before it");
        return;
    }
}

void Usage::message(const RStmt& s) {
    const std::string& text = s.message;
    if (text.find_first_not_of(" \t\n") == std::string::npos) {
        return diags_.warning(s.span, "this abort says nothing", "write what the driver did wrong: abort \"$fname is called …\";");
    }
    for (std::size_t at = text.find('$'); at != std::string::npos; at = text.find('$', at + 1)) {
        std::size_t end = at + 1;
        while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_')) ++end;
        const std::string word = text.substr(at, end - at);
        if (word.size() == 1 || word == "$fname") continue;
        const std::string guess = base::closest(word, {"$fname"});
        diags_.warning(s.span, "'" + word + "' stays as it is in a message: only $fname is replaced",
                       guess.empty() ? "" : "did you mean '$fname'?");
    }
}

void Usage::condition(RExprId id) {
    const RExpr& e = rule_[id];
    if (e.kind == RExprKind::Const) {
        diags_.warning(e.span, std::string("this condition is always ") + (e.value != 0 ? "true" : "false"));
    }
    for_each_expr(rule_, id, [&](const RExpr& x) {
        if (x.kind != RExprKind::Binary) return;
        const bool logic = x.bin == automaton::RBinOp::And || x.bin == automaton::RBinOp::Or;
        for (const RExprId side : {x.a, x.b}) {
            if (logic && rule_[side].kind == RExprKind::Const) {
                diags_.warning(rule_[side].span, std::string("this side of the condition is always ") + (rule_[side].value != 0 ? "true" : "false"));
            }
        }
        if (logic || x.bin < automaton::RBinOp::Eq) return;
        if (print(rule_, x.a) != print(rule_, x.b)) return;
        const bool holds = x.bin == automaton::RBinOp::Eq || x.bin == automaton::RBinOp::Le || x.bin == automaton::RBinOp::Ge;
        diags_.warning(x.span, std::string("both sides are the same: this is always ") + (holds ? "true" : "false"));
    });
}

void Usage::statement(const RStmt& s) {
    sequence(s.then_body);
    sequence(s.else_body);
    if (s.kind == RStmtKind::Abort) message(s);
    if (s.kind == RStmtKind::If) condition(s.expr);
    if (s.kind != RStmtKind::Assign) return;
    const RExpr& value = rule_[s.expr];
    if (value.kind == RExprKind::StateVar && value.index == s.var) {
        diags_.warning(s.span, "'" + rule_.vars[s.var].name + "' is set to itself");
    }
}

void Usage::block(const EventBlock& b) {
    bool does_something = false;
    for_each_stmt(rule_, b.body, [&](const RStmt& s) {
        does_something = does_something || s.kind == RStmtKind::Assign || ends_path(s);
        statement(s);
    });
    if (!does_something) diags_.warning(b.span, "this event does nothing", "set a state, abort, or remove it");
    for (std::size_t i = 0; i < b.repeated.size(); ++i) {
        const EventName& name = b.repeated[i];
        // fun_X_1 and fun_X_2 are one role, and rules spell the numbers out.
        const auto same = [&](const EventName& other) { return other.written == name.written; };
        const auto before = b.repeated.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::none_of(b.names.begin(), b.names.end(), same) && std::none_of(b.repeated.begin(), before, same)) continue;
        diags_.warning(name.span, "'" + name.written + "' is listed already: it fires once", "remove one of the two");
    }
}

std::string guard_text(const Automaton& rule, const EventBlock& b) {
    return b.guard ? (b.guard->or_null ? "null " : "") + print(rule, b.guard->value) : "";
}

// Two blocks for the same events are fine when their guards differ, and so is one for a few of another's; otherwise one
// was probably forgotten.
void Usage::repeated_events() {
    const auto same_names = [](const EventBlock& a, const EventBlock& b) {
        return a.names.size() == b.names.size() && std::all_of(a.names.begin(), a.names.end(), [&](const EventName& n) {
            return std::find(b.names.begin(), b.names.end(), n) != b.names.end();
        });
    };
    for (std::size_t i = 0; i < rule_.blocks.size(); ++i) {
        const EventBlock& later = rule_.blocks[i];
        for (std::size_t k = 0; k < i; ++k) {
            const EventBlock& first = rule_.blocks[k];
            const bool one_case = first.select == later.select && first.select_case == later.select_case;
            const bool same = one_case && first.when == later.when && same_names(first, later) &&
                              guard_text(rule_, first) == guard_text(rule_, later);
            if (!same || later.names.empty()) continue;
            base::Diagnostic d{base::Severity::Warning, later.span,
                               "there is a block for the same events already; both run, in the order of the file",
                               "put them into one block", {}};
            d.notes.push_back({base::Severity::Note, first.span, "the first one is here", {}, {}});
            diags_.add(std::move(d));
            break;
        }
    }
}

void Usage::cases(const automaton::Select& select) {
    for (std::size_t i = 0; i < select.cases.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            const bool same = select.cases[i].name && select.cases[k].name && *select.cases[i].name == *select.cases[k].name;
            if (!same) continue;
            base::Diagnostic d{base::Severity::Warning, select.cases[i].span,
                               "there is a case for '" + select.cases[i].name->written + "' already" +
                                   (select.all ? "" : ": this one never applies"), "", {}};
            d.notes.push_back({base::Severity::Note, select.cases[k].span, "the first one is here", {}, {}});
            diags_.add(std::move(d));
            break;
        }
    }
}

void Usage::whole() {
    const base::Span start = rule_.blocks.empty() ? base::Span() : rule_.blocks.front().span;
    if (!rule_.blocks.empty() && !aborts_) {
        diags_.warning(start, "the rule has no 'abort': it can never be violated", "abort where a driver does what it must not");
    }
    const auto guarded = [](const EventBlock& b) { return b.guard.has_value(); };
    if (rule_.watch && !rule_.watch->with_guard && std::none_of(rule_.blocks.begin(), rule_.blocks.end(), guarded)) {
        diags_.warning(rule_.watch->span, "no event has a guard: which object is watched makes no difference",
                       "guard the events that are about the object, as in F.entry[guard $1]");
    }
}

} // namespace

void lint_usage(const Automaton& rule, base::DiagSink& diags) { Usage(rule, diags).run(); }

} // namespace sdvlite::rules
