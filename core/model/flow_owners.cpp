// SPDX-License-Identifier: Apache-2.0
// Which places hold objects of their own: all that comes there has just been made and is stored there once. So it is of several places
// together that exchange what they hold (exchanges.hpp).
#include <algorithm>

#include "core/model/flows.hpp"

namespace sdvlite::model {

using ir::ProcId;
using ir::Stmt;

/// What is stored in memory, of new objects.
void Flows::note_stored(ProcId proc, const Nodes& from, Node to) {
    for (const auto& [maker, node] : made_) {
        if (maker.first != proc || std::find(from.begin(), from.end(), node) == from.end()) continue;
        stored_[node].push_back({to, maker.second != at_ && new_.runs_twice(proc, at_, maker.second)});
    }
}

void Flows::give_new(ProcId proc, const Stmt& s, Node to) {
    const Node n = made(proc, at_);
    flow({n}, to);
    if (p_[s.lhs].kind != ir::ExprKind::Local) note_stored(proc, {n}, to);
}

/// Half of an exchange; of places of which it is known which they are.
bool Flows::is_exchange(ProcId proc, const Stmt& s) {
    const ir::ExprId from = exchanges_.other(proc, at_);
    const auto a = from.valid() ? place_of(proc, from) : std::nullopt, b = a ? place_of(proc, s.lhs) : std::nullopt;
    if (!b || target_of(proc, from) != a || target_of(proc, s.lhs) != b) return false;
    Nodes& first = exchanging_.try_emplace(*a, Nodes{*a}).first->second;
    Nodes& second = exchanging_.try_emplace(*b, Nodes{*b}).first->second;
    if (std::find(first.begin(), first.end(), *b) != first.end()) return true;
    Nodes all = first;
    all.insert(all.end(), second.begin(), second.end());
    for (const Node n : all) exchanging_[n] = all;
    return true;
}

/// Of places that exchange what they hold first whether they own it, and then that what comes to one comes to all.
void Flows::close_exchanges() {
    for (const auto& [n, all] : exchanging_) owned_[n] = find_owned(all);
    for (const auto& [n, all] : exchanging_) flow(all, n);
}

bool Flows::is_owned(Node field) {
    const auto [it, fresh] = owned_.try_emplace(field, false);
    if (fresh) it->second = find_owned({field});
    return it->second;
}

Flows::Node Flows::owner(Node field) const {
    const auto it = exchanging_.find(field);
    return it == exchanging_.end() ? field : *std::min_element(it->second.begin(), it->second.end());
}

/// Whether all that comes to one of them are new objects, each of which is stored there once.
bool Flows::find_owned(const Nodes& places) const {
    bool some = false;
    const auto here = [&](const Stored& s) { return std::find(places.begin(), places.end(), s.to) != places.end(); };
    for (const Node place : places) {
        for (const Node m : from_[place]) {
            const auto at = stored_.find(m);
            if (at == stored_.end() || std::count_if(at->second.begin(), at->second.end(), here) != 1) return false;
            if (std::any_of(at->second.begin(), at->second.end(), [&](const Stored& s) { return here(s) && s.again; })) return false;
            some = true;
        }
    }
    return some;
}

}  // namespace sdvlite::model
