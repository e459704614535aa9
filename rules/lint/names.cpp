// SPDX-License-Identifier: Apache-2.0
// Names that nothing has, and arguments that no call has.
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/suggest.hpp"
#include "rules/lint/lint.hpp"
#include "rules/lint/walk.hpp"

namespace sdvlite::rules {
namespace {

using automaton::EventName;
using automaton::NameKind;
using automaton::RExpr;
using automaton::RExprKind;
using automaton::When;

constexpr std::string_view kHarness = "sdv_";
constexpr std::size_t kMostNamed = 3; // functions in one message

class Names {
  public:
    Names(const automaton::Automaton& rule, const Interface& interface, base::DiagSink& diags)
        : rule_(rule), interface_(interface), diags_(diags) {}

    void run();

  private:
    void event(const EventName& name, When when);
    void unknown(const EventName& name);
    void unknown_function(const EventName& name);
    void unknown_role(const EventName& name);
    void code(const automaton::EventBlock& block);
    void expression(automaton::RExprId root, const std::vector<EventName>& names);
    void operand(const RExpr& e, const std::vector<EventName>& names);
    void global(const RExpr& e);
    // Once for each name of a rule: lists repeat them.
    bool first_time(const std::string& name) { return told_.insert(name).second; }

    const automaton::Automaton& rule_;
    const Interface& interface_;
    base::DiagSink& diags_;
    std::set<std::string> told_;
    const char* never_ = "never fires"; // what comes of a name that nothing has
};

void Names::unknown_role(const EventName& name) {
    const auto other = interface_.other_roles.find(name.name);
    if (other != interface_.other_roles.end()) {
        return diags_.warning(name.span, "'" + name.written + "' " + never_ + ": " + interface_.model +
                                             " drivers have no callbacks of this role",
                              other->second + " drivers have");
    }
    const std::string guess = base::closest(name.name, interface_.role_names());
    const std::string prefix = name.written.substr(0, name.written.find(name.name));
    diags_.warning(name.span, "'" + name.written + "' " + never_ + ": no callback of a " + interface_.model +
                                  " driver has the role '" + name.name + "'",
                   guess.empty() ? "" : "did you mean '" + prefix + guess + "'?");
}

void Names::unknown_function(const EventName& name) {
    const std::string_view bare = interface_.without_prefix(name.name);
    if (interface_.is_callback_type(bare)) {
        return diags_.warning(name.span, "'" + name.written + "' " + never_ + ": it is the type of a callback, not a function",
                              "write 'fun_" + std::string(bare) + "' for the driver's callbacks of that type");
    }
    std::vector<std::string> known = interface_.function_names();
    // `sdv_RunX` is looked for among the harness's names first, `sdv_ExFreePool` among all.
    std::string guess = base::closest(name.name, known);
    if (guess.empty() && bare != name.name) guess = base::closest(bare, known);
    if (name.name.starts_with(kHarness)) {
        if (!interface_.has_model) return;
        return diags_.warning(name.span, "'" + name.written + "' " + never_ + ": the harness of " + interface_.model +
                                             " drivers has no such step or hook, and no DDI is called so",
                              guess.empty() ? "" : "did you mean '" + guess + "'?");
    }
    diags_.warning(name.span, "no DDI called '" + name.written + "' is known: the event fires only when a driver has a function of that name",
                   guess.empty() ? "" : "did you mean '" + guess + "'?");
}

void Names::unknown(const EventName& name) {
    if (name.kind == NameKind::Role) {
        unknown_role(name);
    } else {
        unknown_function(name);
    }
}

void Names::event(const EventName& name, When when) {
    const std::optional<Signature> known = interface_.find(name);
    if (!known) {
        if (first_time(name.written)) unknown(name);
    } else if (when == When::Exit && !known->returns) {
        diags_.warning(name.span, "'" + name.written + "' never returns: its exit never fires", "use its entry");
    }
}

void Names::global(const RExpr& e) {
    if (!interface_.has_model || interface_.globals.contains(e.name) || !first_time(e.name)) return;
    const std::vector<std::string> known(interface_.globals.begin(), interface_.globals.end());
    diags_.warning(e.span, "the OS model of " + interface_.model + " drivers has no variable '" + e.name + "'",
                   base::did_you_mean(e.name, known));
}

// "A, B and 4 more".
std::string listed(const std::vector<std::string>& names) {
    std::string out;
    for (std::size_t i = 0; i < names.size() && i < kMostNamed; ++i) out += (i == 0 ? "" : ", ") + names[i];
    if (names.size() > kMostNamed) out += " and " + std::to_string(names.size() - kMostNamed) + " more";
    return out;
}

std::string arguments(std::uint32_t count) {
    if (count == 0) return "no argument";
    return count == 1 ? "1 argument" : std::to_string(count) + " arguments";
}

void Names::operand(const RExpr& e, const std::vector<EventName>& names) {
    std::vector<std::string> lacking;
    std::uint32_t arity = 0;
    for (const EventName& name : names) {
        const std::optional<Signature> known = interface_.find(name);
        if (!known) continue;
        if (e.kind == RExprKind::Arg && !known->has_argument(e.index)) {
            lacking.push_back(name.written);
            arity = std::max(arity, *known->arity);
        } else if (e.kind == RExprKind::Return && !known->has_result) {
            lacking.push_back(name.written);
        }
    }
    if (lacking.empty()) return;
    const std::string who = listed(lacking);
    const bool several = lacking.size() > 1;
    if (e.kind == RExprKind::Return) {
        return diags_.warning(e.span, "'$return' has no value: " + who + (several ? " return nothing" : " returns nothing"));
    }
    const std::string has = std::string(several ? " have " : " has ") + (several && arity > 0 ? "at most " : "");
    diags_.warning(e.span, "there is no '$" + std::to_string(e.index) + "': " + who + has + arguments(arity));
}

void Names::expression(automaton::RExprId root, const std::vector<EventName>& names) {
    for_each_expr(rule_, root, [&](const RExpr& e) {
        if (e.kind == RExprKind::Arg || e.kind == RExprKind::Return) operand(e, names);
        if (e.kind == RExprKind::Name) global(e);
    });
}

void Names::code(const automaton::EventBlock& block) {
    if (block.guard) expression(block.guard->value, block.names);
    if (block.read) {
        event(block.read->in, When::Entry);
        expression(block.read->lvalue, {block.read->in});
    }
    for_each_stmt(rule_, block.body, [&](const automaton::RStmt& s) { expression(s.expr, block.names); });
}

void Names::run() {
    if (rule_.watch) {
        event(rule_.watch->event, rule_.watch->when);
        expression(rule_.watch->value, {rule_.watch->event});
    }
    for (const automaton::EventBlock& b : rule_.blocks) {
        for (const EventName& name : b.names) event(name, b.when);
        if (b.read) event(b.read->in, automaton::When::Entry);
        code(b);
    }
    never_ = "never applies";
    for (const automaton::Select& select : rule_.selects) {
        for (const automaton::SelectCase& c : select.cases) {
            if (c.name) event(*c.name, When::Entry);
        }
    }
}

} // namespace

void lint_names(const automaton::Automaton& rule, const Interface& interface, base::DiagSink& diags) {
    Names(rule, interface, diags).run();
}

} // namespace sdvlite::rules
