// SPDX-License-Identifier: Apache-2.0
// How states are packed into words and found again.
#include <cstring>

#include "core/explore/state.hpp"

namespace sdvlite::explore {

namespace {

constexpr std::uint32_t kWide = 1;  ///< in the first word, beside the number of the shape: values of 32 bits

std::uint64_t hash_words(const std::uint32_t* w, std::size_t n) {
    std::uint64_t h = n;
    for (std::size_t i = 0; i + 1 < n; i += 2) h = base::mix(h, std::uint64_t{w[i]} << 32 | w[i + 1]);
    return n % 2 == 0 ? base::mix(h, n) : base::mix(h, w[n - 1]);
}

}  // namespace

bool StateStore::has_shape(const State& s, std::uint32_t shape) const {
    const Shape& sh = shapes_[shape];
    if (sh.cells != s.cells.size() || sh.facts != s.facts.size()) return false;
    const std::uint32_t* key = shape_keys_.data() + sh.from;
    for (const State::Binding& b : s.cells) {
        if (b.cell.value != *key++) return false;
    }
    for (const State::Fact& f : s.facts) {
        if (f.term.value != *key++) return false;
    }
    return true;
}

std::uint64_t StateStore::hash_shape(std::uint32_t shape) const {
    const Shape& sh = shapes_[shape];
    return base::mix(hash_words(shape_keys_.data() + sh.from, sh.cells + sh.facts), sh.cells);
}

std::uint32_t StateStore::shape_of(const State& s) {
    if (last_shape_ < shapes_.size() && has_shape(s, last_shape_)) return last_shape_;
    scratch_.clear();
    for (const State::Binding& b : s.cells) scratch_.push_back(b.cell.value);
    for (const State::Fact& f : s.facts) scratch_.push_back(f.term.value);
    const std::uint64_t h = base::mix(hash_words(scratch_.data(), scratch_.size()), s.cells.size());
    const std::uint32_t known = shape_table_.find(h, [&](std::uint32_t i) { return has_shape(s, i); });
    if (known != base::IdTable::kNone) return last_shape_ = known;
    shapes_.push_back({static_cast<std::uint32_t>(shape_keys_.size()), static_cast<std::uint32_t>(s.cells.size()),
                       static_cast<std::uint32_t>(s.facts.size())});
    shape_keys_.insert(shape_keys_.end(), scratch_.begin(), scratch_.end());
    return last_shape_ = shape_table_.add(h, [&](std::uint32_t i) { return hash_shape(i); });
}

/// The state's words, in scratch_.
void StateStore::pack(const State& s) {
    const std::uint32_t shape = shape_of(s);
    std::uint32_t all = 0;
    for (const State::Binding& b : s.cells) all |= b.term.value;
    for (const State::Fact& f : s.facts) all |= f.range.value;
    scratch_.assign(1, shape << 1 | (all > 0xFFFF ? kWide : 0));
    bool half = false;
    auto add = [&](std::uint32_t v) {
        if (all > 0xFFFF || !half) {
            scratch_.push_back(v);
        } else {
            scratch_.back() |= v << 16;
        }
        half = !half;
    };
    for (const State::Binding& b : s.cells) add(b.term.value);
    for (const State::Fact& f : s.facts) add(f.range.value);
}

std::size_t StateStore::words_of(std::uint32_t head) const {
    const Shape& sh = shapes_[head >> 1];
    const std::size_t values = sh.cells + sh.facts;
    return 1 + ((head & kWide) != 0 ? values : (values + 1) / 2);
}

/// Where the words in scratch_ lie from now on.
std::uint32_t StateStore::append() {
    const std::size_t n = scratch_.size();
    if (used_ + n > kBlock) {
        const std::size_t size = std::max(kBlock, n);
        large_bytes_ += (size - kBlock) * 4;
        blocks_.push_back(std::make_unique_for_overwrite<std::uint32_t[]>(size));
        used_ = 0;
    }
    const std::size_t from = used_;
    std::memcpy(blocks_.back().get() + from, scratch_.data(), n * sizeof(std::uint32_t));
    used_ = std::min(kBlock, used_ + n);
    return static_cast<std::uint32_t>((blocks_.size() - 1) << kBlockBits | from);
}

/// Whether the state is the one whose words are in scratch_. The first word tells how many there are.
bool StateStore::is_packed(std::uint32_t state) const {
    const std::uint32_t* w = at(state);
    return w[0] == scratch_[0] && std::memcmp(w, scratch_.data(), scratch_.size() * sizeof(std::uint32_t)) == 0;
}

StateId StateStore::intern(const State& state) {
    pack(state);
    if (last_loaded_.valid() && is_packed(last_loaded_.value)) return last_loaded_;  // most steps change no data
    const std::uint64_t h = hash_words(scratch_.data(), scratch_.size());
    const std::uint32_t known = table_.find(h, [&](std::uint32_t i) { return is_packed(i); });
    if (known != base::IdTable::kNone) return StateId(known);
    starts_.push_back(append());
    return StateId(table_.add(h, [&](std::uint32_t i) { return hash_words(at(i), words_of(*at(i))); }));
}

void StateStore::load(StateId id, State& out) {
    const std::uint32_t* w = at(id.value);
    last_loaded_ = id;
    last_shape_ = w[0] >> 1;
    const Shape& sh = shapes_[last_shape_];
    const bool wide = (w[0] & kWide) != 0;
    auto value = [&](std::size_t i) { return wide ? w[1 + i] : w[1 + i / 2] >> (i % 2 * 16) & 0xFFFF; };
    const std::uint32_t* key = shape_keys_.data() + sh.from;
    out.cells.resize(sh.cells);
    out.facts.resize(sh.facts);
    for (std::size_t i = 0; i < sh.cells; ++i) out.cells[i] = {CellId(key[i]), TermId(value(i))};
    for (std::size_t i = 0; i < sh.facts; ++i) out.facts[i] = {TermId(key[sh.cells + i]), RangeId(value(sh.cells + i))};
}

State StateStore::operator[](StateId id) {
    State out;
    load(id, out);
    return out;
}

}  // namespace sdvlite::explore
