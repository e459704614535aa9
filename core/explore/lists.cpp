// SPDX-License-Identifier: Apache-2.0
// What calls and joins of states do with entries that are in no list (taken_out.cpp): a callee that was given one may have put it
// into a list; one that was not can't, and what it has taken out itself is another one.
#include <algorithm>

#include "core/explore/explorer.hpp"

namespace sdvlite::explore {

using ir::Stmt;

/// Whether the procedure, or one that it calls, may put what it is given into a list: by its links, or by what nobody knows.
bool Explorer::may_link(ir::ProcId proc) {
    if (may_link_.empty()) find_linking();
    return may_link_[proc.index()];
}

void Explorer::find_linking() {
    may_link_.assign(p_.procs.size(), false);
    std::vector<std::vector<ir::ProcId>> callers(p_.procs.size());
    std::vector<ir::ProcId> todo;
    for (std::size_t q = 0; q < p_.procs.size(); ++q) {
        const auto& list = m_.list_effect(ir::ProcId(q));
        bool links = list ? list->puts_in.has_value() : machine_.touches_links(relevance_.touched[q].view());
        for (const Stmt& s : p_.procs[q].body) {
            if (list) break;  // that is all that it does
            if (s.kind != ir::StmtKind::Call) continue;
            const std::vector<ir::ProcId> callees = s.proc.valid() ? std::vector<ir::ProcId>{s.proc} : m_.candidates(s.callee);
            for (const ir::ProcId c : callees) callers[c.index()].emplace_back(q);
            const bool told = s.proc.valid() ? p_[s.proc].has_body || p_[s.proc].modelled : !callees.empty() && m_.only_candidates(s.callee);
            links = links || !told;
        }
        if (links) todo.emplace_back(q);
    }
    while (!todo.empty()) {
        const ir::ProcId at = todo.back();
        todo.pop_back();
        if (may_link_[at.index()]) continue;
        may_link_[at.index()] = true;
        todo.insert(todo.end(), callers[at.index()].begin(), callers[at.index()].end());
    }
}

/// The entries out of lists that the callee was given and may put into one.
std::vector<TermId> Explorer::lend(const State& at_call, const State& inside, ir::ProcId callee) {
    std::vector<TermId> lent = machine_.out_of_lists(at_call, false);
    if (lent.empty() || m_.list_effect(callee) || !may_link(callee)) return {};
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
    if (!list || !machine_.follows_links(callee)) return;
    bool ok = true;
    if (list->takes_out && *list->takes_out < s.args.size()) machine_.take_out(data, machine_.eval(data, proc, s.args[*list->takes_out], ok), false);
    if (list->returns_entry && !result.empty()) machine_.take_out(data, result.front().term, true);
}

/// Where each of two states holds an entry that is in no list, what they were joined to is one, too.
void Explorer::keep_out_of_lists(State& joined, const State& a, const State& b) {
    const std::vector<TermId> in_a = machine_.out_of_lists(a, false), in_b = machine_.out_of_lists(b, false);
    if (in_a.empty() || in_b.empty()) return;
    const auto is_out = [](const std::vector<TermId>& out, std::optional<TermId> entry) { return entry && std::find(out.begin(), out.end(), *entry) != out.end(); };
    for (const State::Binding& made : std::vector<State::Binding>(joined.cells)) {
        const Term& t = machine_.terms[made.term];
        if (t.kind != TermKind::Sym || t.bits != 64 || machine_.terms[SymId(t.a)].kind != SymKind::Joined) continue;
        if (is_out(in_a, a.find(made.cell)) && is_out(in_b, b.find(made.cell))) machine_.take_out(joined, made.term, false);
    }
}

}  // namespace sdvlite::explore
