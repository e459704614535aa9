// SPDX-License-Identifier: Apache-2.0
#include "core/explore/state.hpp"

#include <algorithm>

namespace sdvlite::explore {

namespace {

auto at(std::vector<State::Binding>& v, CellId c) {
    return std::lower_bound(v.begin(), v.end(), c, [](const State::Binding& b, CellId x) { return b.cell < x; });
}
auto at(std::vector<State::Fact>& v, TermId t) {
    return std::lower_bound(v.begin(), v.end(), t, [](const State::Fact& f, TermId x) { return f.term < x; });
}

}  // namespace

std::optional<TermId> State::find(CellId c) const {
    auto it = at(const_cast<State*>(this)->cells, c);
    if (it == const_cast<State*>(this)->cells.end() || it->cell != c) return std::nullopt;
    return it->term;
}

void State::bind(CellId c, TermId t) {
    auto it = at(cells, c);
    if (it != cells.end() && it->cell == c) {
        it->term = t;
    } else {
        cells.insert(it, {c, t});
    }
}

void State::bind_all(const std::vector<Binding>& more) {
    std::vector<Binding> all;
    all.reserve(cells.size() + more.size());
    auto it = cells.begin();
    for (const Binding& b : more) {
        for (; it != cells.end() && it->cell < b.cell; ++it) all.push_back(*it);
        if (it != cells.end() && it->cell == b.cell) ++it;
        all.push_back(b);
    }
    all.insert(all.end(), it, cells.end());
    cells = std::move(all);
}

void State::unbind(CellId c) {
    auto it = at(cells, c);
    if (it != cells.end() && it->cell == c) cells.erase(it);
}

std::optional<RangeId> State::fact(TermId t) const {
    auto& f = const_cast<State*>(this)->facts;
    auto it = at(f, t);
    if (it == f.end() || it->term != t) return std::nullopt;
    return it->range;
}

void State::set_fact(TermId t, RangeId r) {
    auto it = at(facts, t);
    if (it != facts.end() && it->term == t) {
        it->range = r;
    } else {
        facts.insert(it, {t, r});
    }
}

void State::drop_fact(TermId t) {
    auto it = at(facts, t);
    if (it != facts.end() && it->term == t) facts.erase(it);
}

RangeId RangeTable::intern(const Range& r) {
    auto hash = [](const Range& x) {
        std::uint64_t h = base::mix(base::mix(x.bits, x.umin), x.umax);
        return base::mix(base::mix(base::mix(h, x.known), x.value), x.nots[0]);
    };
    const std::uint64_t h = hash(r);
    const std::uint32_t known = table_.find(h, [&](std::uint32_t i) { return ranges_[i] == r; });
    if (known != base::IdTable::kNone) return RangeId(known);
    ranges_.push_back(r);
    return RangeId(table_.add(h, [&](std::uint32_t i) { return hash(ranges_[i]); }));
}

}  // namespace sdvlite::explore
