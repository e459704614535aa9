// SPDX-License-Identifier: Apache-2.0
// What calls do with entries that are in no list (taken_out.cpp): a callee that was given one may have put it into a list; one that
// was not can't, and what it has taken out itself is another one.
#include <algorithm>

#include "core/explore/explorer.hpp"

namespace sdvlite::explore {

/// The entries out of lists of which the callee knows anything.
std::vector<TermId> Explorer::lend(const State& at_call, const State& inside) {
    std::vector<TermId> lent = machine_.out_of_lists(at_call, false);
    if (lent.empty()) return lent;
    const base::Marks& known = machine_.mark_symbols(inside);
    const base::Marks& objects = machine_.mark_allocated(inside);
    std::erase_if(lent, [&](TermId entry) {
        const auto& symbols = machine_.terms.symbols(entry);
        const auto& made = machine_.terms.allocated(entry);
        return std::none_of(symbols.begin(), symbols.end(), [&](SymId y) { return known.has(y.value); }) &&
               std::none_of(made.begin(), made.end(), [&](ObjectId o) { return objects.has(o.value); });
    });
    return lent;
}

void Explorer::tell_lists_apart(State& kept, const State& exit, const Entry& entry, const Caller& at) {
    const auto is_new = [&](TermId e) {
        const std::vector<SymId>& symbols = machine_.terms.symbols(e);
        return !symbols.empty() && std::none_of(symbols.begin(), symbols.end(), [&](SymId y) {
            return std::binary_search(entry.reserved.begin(), entry.reserved.end(), y);
        });
    };
    for (const TermId came_out : machine_.out_of_lists(exit, true)) {
        if (!is_new(came_out)) continue;
        for (const TermId out : machine_.out_of_lists(kept, false)) {
            if (out != came_out && std::find(at.lent.begin(), at.lent.end(), out) == at.lent.end()) machine_.keep_apart(kept, came_out, out);
        }
    }
}

/// `result`: what the callee returned.
void Explorer::list_effect(State& data, const ir::Stmt& s, ir::ProcId proc, ir::ProcId callee, const std::vector<State::Binding>& result) {
    const auto& list = m_.list_effect(callee);
    if (!list) return;
    bool ok = true;
    if (list->takes_out && *list->takes_out < s.args.size()) machine_.take_out(data, machine_.eval(data, proc, s.args[*list->takes_out], ok), false);
    if (list->returns_entry && !result.empty()) machine_.take_out(data, result.front().term, true);
}

}  // namespace sdvlite::explore
