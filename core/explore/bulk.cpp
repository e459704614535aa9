// SPDX-License-Identifier: Apache-2.0
// Filling and copying ranges of bytes at one stroke. What an object was filled with is kept as its
// background: the value of every cell in the range that nothing was written to since.
//
// An object has one background; a second fill that does not cover the first makes one over both, of
// which only "anything" is known.
#include <algorithm>

#include "core/explore/machine.hpp"

namespace sdvlite::explore {

namespace {

/// Bytes: behind the end of every object, and small enough to be counted in bits.
constexpr std::int64_t kFar = std::int64_t{1} << 40;

}  // namespace

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
    if (terms.is_top(*t)) return Background{-kFar, kFar, kFar, -1};  // joined with another one
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
    if (in_reach(s, o, kMixed)) kill_loads(s, kMixed);
    std::erase_if(s.cells, [&](State::Binding& x) {
        const Cell& c = terms[x.cell];
        if (is_note(x.cell) || terms.root(c.object) != o) return false;
        const std::int64_t first = c.first_bit(), last = first + c.bits;
        if (c.object == o && (last <= b.from * 8 || first >= b.reach * 8)) return false;
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

/// Nobody knows what was filled: any record of that type, or where bytes are meant anything that is followed.
void Machine::fill_anywhere(State& s, ir::TypeId type, Leads brought) {
    std::vector<model::ClassId> fields;
    if (type.valid() && p_.types.is_record(type)) m_.classes().all_of_type(type, fields);
    for (const model::ClassId c : fields.empty() ? m_.classes().pointed() : fields) {
        if (tracked(c) != model::kUntracked) weaken_class(s, tracked(c), terms.pointer_top(brought));
    }
}

void Machine::fill(State& s, TermId to, ir::TypeId type, TermId value, TermId length, Leads brought) {
    const Terms::Place at = place(to);
    if (!at.object.valid()) return fill_anywhere(s, type, brought);
    const ObjectId o = terms.root(at.object);
    constexpr std::uint64_t kMost = 1u << 30;
    const Range bytes = range(s, length);
    const bool placed = at.object == o, bounded = placed && bytes.umax < kMost;
    if (placed && bytes.umax == 0) return;
    Background b;
    b.from = placed ? at.offset : -kFar;
    b.reach = bounded ? at.offset + static_cast<std::int64_t>(bytes.umax) : kFar;
    b.to = placed && bytes.umin < kMost ? at.offset + static_cast<std::int64_t>(bytes.umin) : b.reach;
    if (placed && b.to > b.from && terms.is_const(value)) b.value = static_cast<int>(terms[value].value & 0xff);
    if (b.value < 0) b.to = b.reach;
    clear_range(s, o, b);
    if (const auto old = background(s, o); old && (old->from < b.from || old->reach > b.to)) {
        const bool same = old->value == b.value && old->from <= b.to && b.from <= old->to;
        const std::int64_t reach = std::max(b.reach, old->reach);
        b = {std::min(b.from, old->from), same ? std::max(b.to, old->to) : reach, reach, same ? b.value : -1};
    }
    set_background(s, o, b);
    add_content(s, kMixed, is_new(o), brought);
}

void Machine::copy_bytes(State& s, TermId to, ir::TypeId to_type, TermId from, TermId length, ir::TypeId type, std::uint64_t skipped) {
    Terms::Place source = place(from), target = place(to);
    std::vector<std::pair<Access, TermId>> parts;
    const bool exact = type.valid() && terms.is_const(length) && source.object.valid() && target.object.valid();
    bool whole = true;  // no part of a scalar is copied
    if (exact) {
        const std::uint64_t size = p_.types.size_of(type), end = terms[length].value < size - skipped ? skipped + terms[length].value : size;
        source.offset -= static_cast<std::int64_t>(skipped);
        target.offset -= static_cast<std::int64_t>(skipped);
        for (const Leaf& l : std::vector<Leaf>(leaves(type))) {
            const std::uint64_t last = l.offset + (l.bit_offset + l.bits + 7) / 8;
            if (l.offset < skipped || last > end) {
                whole = whole && (l.offset >= end || last <= skipped);
                continue;
            }
            parts.emplace_back(part_of(target, l), load(s, part_of(source, l)));
        }
    }
    const bool told = exact && whole && !cut_.contains(type.value) && terms[length].value <= p_.types.size_of(type) - skipped;
    // What is stored part by part needs no forgetting first, where the parts are those of which the target is made.
    const std::int64_t end = target.offset + static_cast<std::int64_t>(skipped + (exact ? terms[length].value : 0));
    const bool same_parts = told && to_type == type && std::all_of(s.cells.begin(), s.cells.end(), [&](const State::Binding& b) {
        const Cell& c = terms[b.cell];
        const bool outside = terms.root(c.object) != terms.root(target.object) || is_note(b.cell) ||
                             (c.object == target.object && (c.first_bit() >= end * 8 || c.first_bit() + c.bits <= (target.offset + static_cast<std::int64_t>(skipped)) * 8));
        return outside || std::any_of(parts.begin(), parts.end(), [&](const auto& p) { return cell(p.first) == b.cell; });
    });
    if (!same_parts) fill(s, to, to_type, terms.top(8), length, told ? kOld : copied_from(s, from));
    for (const auto& [a, v] : parts) store(s, a, v);
}

}  // namespace sdvlite::explore
