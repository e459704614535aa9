// SPDX-License-Identifier: Apache-2.0
// Entries that were taken out of lists. Of what a list holds little is known once states have been joined: the next entry may be
// any, also the one that came out before it. But an entry that was taken out is in no list until it is put into one
// (model/lists.hpp), so what comes out next is another one. A state notes it of the entry's address; the note goes where the
// driver links the entry, or something that it may be. Where links are not followed, links may be written unseen: nothing is noted.
#include <algorithm>

#include "core/explore/machine.hpp"
#include "core/ir/each_expr.hpp"

namespace sdvlite::explore {

using model::kUntracked;

namespace {

/// Numbers of the places that no program has a pointer to; an address that is noted is said not to be one of them.
constexpr std::uint32_t kMarks = 6;
enum Mark : std::int64_t { kOut = 0, kCameOut = 8 };

}  // namespace

TermId Machine::out_mark(TermId entry, std::int64_t mark) {
    Object o;
    o.kind = ObjectKind::Result;
    o.index = kMarks;
    return terms.binary(ir::BinOp::Eq, false, entry, terms.address(terms.intern(o), mark));
}

/// The entry of which the fact is a note of that kind; invalid for other facts.
TermId Machine::noted_out(TermId fact, std::int64_t mark) const {
    const Term& t = terms[fact];
    if (t.kind != TermKind::Binary || static_cast<ir::BinOp>(t.op) != ir::BinOp::Eq) return {};
    for (const auto& [at, other] : {std::pair(TermId(t.a), TermId(t.b)), std::pair(TermId(t.b), TermId(t.a))}) {
        const Term& x = terms[at];
        const bool is_mark = x.kind == TermKind::Addr && terms[ObjectId(x.a)].kind == ObjectKind::Result && terms[ObjectId(x.a)].index == kMarks;
        if (is_mark && static_cast<std::int64_t>(x.value) == mark) return other;
    }
    return {};
}

TermId Machine::is_out(TermId fact) const { return noted_out(fact, kOut); }

std::vector<TermId> Machine::out_of_lists(const State& s, bool came_out) const {
    std::vector<TermId> out;
    for (const State::Fact& f : s.facts) {
        if (const TermId entry = noted_out(f.term, came_out ? kCameOut : kOut); entry.valid()) out.push_back(entry);
    }
    return out;
}

void Machine::take_out(State& s, TermId entry, bool came_out) {
    if (terms[entry].bits != 64 || terms.is_const(entry) || (!terms.led_by(entry).valid() && !terms.new_object(entry).valid())) return;
    for (const TermId other : out_of_lists(s, false)) {
        if (came_out && other != entry) keep_apart(s, entry, other);
    }
    for (const auto& [mark, noted] : {std::pair(kOut, true), std::pair(kCameOut, came_out)}) {
        const TermId note = out_mark(entry, mark);
        if (noted && !terms.is_top(note) && !terms.is_const(note)) s.set_fact(note, ranges.intern(Range::constant(32, 0)));
    }
}

void Machine::drop_out(State& s, TermId entry) {
    for (const std::int64_t mark : {kOut, kCameOut}) s.drop_fact(out_mark(entry, mark));
}

void Machine::put_in(State& s, TermId entry) {
    for (const TermId out : out_of_lists(s, false)) {
        if (entry != out && apart(s, entry, out)) continue;
        drop_out(s, out);
    }
}

void Machine::lose_track(State& s, TermId value) {
    const Terms::Place at = terms.vague_place(value);
    if (terms[value].bits != 64 || terms.is_const(value) || (at.object.valid() && terms[terms.root(at.object)].kind == ObjectKind::Global)) return;
    const SymId by = terms.led_by(value);
    const ObjectId made = terms.new_object(value);
    for (const TermId out : out_of_lists(s, false)) {
        const bool other_object = made.valid() ? is_elsewhere(s, out, made) : by.valid() && terms.led_by(out) != by && apart(s, terms.sym(by), out);
        if (!other_object) drop_out(s, out);
    }
}

/// Links are written by others than the routines of lists.
void Machine::link(State& s, const Access& a, TermId value) {
    if (a.bits != 64 || !links_own_ || a.cls >= links_.size() || !links_[a.cls]) return;
    const Terms::Place at = a.place.object.valid() ? a.place : a.vague;
    const Terms::Place to = terms.vague_place(value);
    if (at.object.valid() && to.object == at.object) return;  // what is linked with itself is in no list of others
    put_in(s, value);
}

bool Machine::touches_links(model::ClassesHere classes) const {
    for (std::uint32_t c = 0; c < links_.size(); ++c) {
        if (links_[c] && classes.has(c)) return true;
    }
    return false;
}

/// What the links of an entry are, and whether those that the routine reads are followed.
void Machine::find_links() {
    links_.resize(m_.tracked_count());
    follows_links_.resize(p_.procs.size());
    for (std::size_t at = 0; at < p_.procs.size(); ++at) {
        const ir::Proc& q = p_.procs[at];
        const auto& effect = m_.list_effect(ir::ProcId(at));
        const auto given = effect ? (effect->takes_out ? effect->takes_out : effect->puts_in) : std::nullopt;
        if (!effect || (!effect->returns_entry && !given)) continue;
        const ir::TypeId entry = effect->returns_entry ? p_.types[q.type].element : q.locals[*given].type;
        const ir::TypeId record = p_.types.is_pointer(entry) ? p_.types[entry].element : ir::TypeId();
        if (!record.valid() || !p_.types.is_record(record)) continue;
        const ir::RecordId r = p_.types[record].record;
        for (std::uint32_t i = 0; i < p_.types.rec(r).fields.size(); ++i) {
            if (const std::uint32_t c = tracked(m_.classes().field(r, i)); c != kUntracked) links_[c] = true;
        }
        bool all = true;
        for (const ir::Stmt& s : q.body) {
            ir::each_expr(p_, {s.rhs}, [&](ir::ExprId id) {
                if (p_[id].kind == ir::ExprKind::Field && p_[p_[id].a].type == record) all = all && tracked(m_.classes().field(r, p_[id].index)) != kUntracked;
            });
        }
        follows_links_[at] = all;
    }
}

}  // namespace sdvlite::explore
