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

std::size_t hash_words(const std::uint32_t* w, std::size_t n) {
    std::uint64_t h = 0x9E3779B97F4A7C15ull ^ n;
    for (std::size_t i = 0; i < n; ++i) {
        h ^= w[i];
        h *= 0xBF58476D1CE4E5B9ull;
        h ^= h >> 31;
    }
    return h;
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
        const std::uint32_t w[] = {static_cast<std::uint32_t>(x.umin), static_cast<std::uint32_t>(x.umax),
                                   static_cast<std::uint32_t>(x.umin >> 32), static_cast<std::uint32_t>(x.umax >> 32),
                                   static_cast<std::uint32_t>(x.known), static_cast<std::uint32_t>(x.value),
                                   static_cast<std::uint32_t>(x.nots[0]), x.bits};
        return hash_words(w, 8);
    };
    if ((ranges_.size() + 1) * 2 > slots_.size()) {
        slots_.assign(std::max<std::size_t>(64, slots_.size() * 2), 0);
        for (std::uint32_t i = 0; i < ranges_.size(); ++i) {
            std::size_t s = hash(ranges_[i]) & (slots_.size() - 1);
            while (slots_[s] != 0) s = (s + 1) & (slots_.size() - 1);
            slots_[s] = i + 1;
        }
    }
    std::size_t s = hash(r) & (slots_.size() - 1);
    for (; slots_[s] != 0; s = (s + 1) & (slots_.size() - 1)) {
        if (ranges_[slots_[s] - 1] == r) return RangeId(slots_[s] - 1);
    }
    ranges_.push_back(r);
    slots_[s] = static_cast<std::uint32_t>(ranges_.size());
    return RangeId(ranges_.size() - 1);
}

bool StateStore::same(StateId id, const std::vector<std::uint32_t>& words) const {
    const std::uint64_t from = starts_[id.index()];
    const std::uint64_t to = id.index() + 1 < starts_.size() ? starts_[id.index() + 1] : words_.size();
    return to - from == words.size() && std::equal(words.begin(), words.end(), words_.begin() + static_cast<std::ptrdiff_t>(from));
}

void StateStore::grow() {
    slots_.assign(std::max<std::size_t>(1024, slots_.size() * 2), 0);
    for (std::uint32_t i = 0; i < starts_.size(); ++i) {
        const std::uint64_t to = i + 1 < starts_.size() ? starts_[i + 1] : words_.size();
        std::size_t s = hash_words(words_.data() + starts_[i], to - starts_[i]) & (slots_.size() - 1);
        while (slots_[s] != 0) s = (s + 1) & (slots_.size() - 1);
        slots_[s] = i + 1;
    }
}

StateId StateStore::intern(const State& state) {
    scratch_.clear();
    scratch_.push_back(static_cast<std::uint32_t>(state.cells.size()));
    for (const State::Binding& b : state.cells) scratch_.push_back(b.cell.value), scratch_.push_back(b.term.value);
    for (const State::Fact& f : state.facts) scratch_.push_back(f.term.value), scratch_.push_back(f.range.value);
    if ((starts_.size() + 1) * 2 > slots_.size()) grow();
    std::size_t s = hash_words(scratch_.data(), scratch_.size()) & (slots_.size() - 1);
    for (; slots_[s] != 0; s = (s + 1) & (slots_.size() - 1)) {
        if (same(StateId(slots_[s] - 1), scratch_)) return StateId(slots_[s] - 1);
    }
    starts_.push_back(words_.size());
    words_.insert(words_.end(), scratch_.begin(), scratch_.end());
    slots_[s] = static_cast<std::uint32_t>(starts_.size());
    return StateId(starts_.size() - 1);
}

State StateStore::operator[](StateId id) const {
    const std::uint64_t from = starts_[id.index()];
    const std::uint64_t to = id.index() + 1 < starts_.size() ? starts_[id.index() + 1] : words_.size();
    const std::uint32_t* w = words_.data() + from;
    State out;
    const std::size_t n = w[0];
    out.cells.reserve(n + 4);
    for (std::size_t i = 0; i < n; ++i) out.cells.push_back({CellId(w[1 + 2 * i]), TermId(w[2 + 2 * i])});
    for (std::size_t i = 1 + 2 * n; i < to - from; i += 2) out.facts.push_back({TermId(w[i]), RangeId(w[i + 1])});
    return out;
}

}  // namespace sdvlite::explore
