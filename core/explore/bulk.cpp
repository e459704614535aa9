// SPDX-License-Identifier: Apache-2.0
// Filling and copying ranges of bytes at one stroke. What an object was filled with is kept as its
// background: the value of every cell in the range that nothing was written to since.
//
// An object has one background; a second fill that does not cover the first makes one over both, of
// which only "anything" is known.
#include <algorithm>

#include "core/explore/machine.hpp"

namespace sdvlite::explore {

CellId Machine::background_cell(ObjectId o) {
    Cell c;
    c.object = o;
    const CellId id = terms.intern(c);
    note_class(id, kMixed);
    return id;
}

std::optional<Machine::Background> Machine::background(const State& s, ObjectId o) {
    const auto t = s.find(background_cell(o));
    if (!t) return std::nullopt;
    if (terms.is_top(*t)) return Background{INT64_MIN / 2, INT64_MAX / 2, -1};  // joined with another one
    return backgrounds_[terms[*t].value];
}

void Machine::set_background(State& s, ObjectId o, const Background& b) {
    auto it = std::find(backgrounds_.begin(), backgrounds_.end(), b);
    const std::size_t number = static_cast<std::size_t>(it - backgrounds_.begin());
    if (it == backgrounds_.end()) backgrounds_.push_back(b);
    s.bind(background_cell(o), terms.constant(64, number));
}

/// Cells in the range give way to the background; those that stick out, and those that some unknown index may
/// mean, become anything.
void Machine::clear_range(State& s, ObjectId o, const Background& b) {
    std::erase_if(s.cells, [&](State::Binding& x) {
        const Cell& c = terms[x.cell];
        if (is_background(x.cell) || terms.root(c.object) != o) return false;
        const std::int64_t first = c.first_bit(), last = first + c.bits;
        if (c.object == o && (last <= b.from * 8 || first >= b.to * 8)) return false;
        if (c.object == o && b.value >= 0 && first >= b.from * 8 && last <= b.to * 8) return true;
        x.term = terms.top(c.bits);
        return false;
    });
}

void Machine::apply_background(State& s, ObjectId o, const State& filled, bool partly) {
    auto b = background(filled, o);
    if (!b) return;
    if (partly) b->value = -1;
    clear_range(s, o, *b);
}

void Machine::fill(State& s, TermId to, TermId value, TermId length) {
    const Terms::Place at = place(to);
    if (!at.object.valid()) {
        // Anything may have been filled: every cell that a pointer may reach.
        for (State::Binding& x : s.cells) {
            const ObjectKind k = terms[terms.root(terms[x.cell].object)].kind;
            if (k == ObjectKind::Pointee || k == ObjectKind::Fresh || k == ObjectKind::Element) x.term = terms.top(terms[x.cell].bits);
        }
        return;
    }
    const ObjectId o = terms.root(at.object);
    constexpr std::uint64_t kMost = 1u << 30;
    Background b;
    const bool exact = at.object == o && terms.is_const(length) && terms[length].value < kMost;
    b.from = at.object == o ? at.offset : INT64_MIN / 2;
    b.to = exact ? at.offset + static_cast<std::int64_t>(terms[length].value) : INT64_MAX / 2;
    if (exact && b.from == b.to) return;
    if (exact && terms.is_const(value)) b.value = static_cast<int>(terms[value].value & 0xff);
    clear_range(s, o, b);
    if (const auto old = background(s, o); old && (old->from < b.from || old->to > b.to)) {
        const bool same = old->value == b.value && old->from <= b.to && b.from <= old->to;
        b = {std::min(b.from, old->from), std::max(b.to, old->to), same ? b.value : -1};
    }
    set_background(s, o, b);
}

void Machine::copy_bytes(State& s, TermId to, TermId from, TermId length, ir::TypeId type) {
    const Terms::Place source = place(from), target = place(to);
    std::vector<std::pair<Access, TermId>> parts;
    const bool exact = type.valid() && terms.is_const(length) && source.object.valid() && target.object.valid();
    if (exact) {
        const std::uint64_t size = terms[length].value;
        for (const Leaf& l : std::vector<Leaf>(leaves(type))) {
            if (l.offset + (l.bit_offset + l.bits + 7) / 8 > size) continue;
            parts.emplace_back(part_of(target, l), load(s, part_of(source, l)));
        }
    }
    fill(s, to, terms.top(8), length);
    for (const auto& [a, v] : parts) store(s, a, v);
}

}  // namespace sdvlite::explore
