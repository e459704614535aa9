// SPDX-License-Identifier: Apache-2.0
#include "core/model/overlays.hpp"

#include <algorithm>

namespace sdvlite::model {

using ir::TypeId;
using Kind = Targets::Kind;
using Target = Targets::Target;
using Use = Targets::Use;

Overlays::Overlays(const ir::Program& program, const Classes& classes, const std::set<ir::RecordId>& known, const Targets& targets)
    : p_(program), classes_(classes), targets_(targets), known_(known) {
    pointers_of_unions();
    for (const Use& use : targets.uses()) {
        for (const Target& t : targets.of(use.pointer)) lay(use, t);
    }
    for (const auto& [told, other] : targets.mixed()) mix(told, other);
    for (std::uint32_t m = 0; m < targets.memory().size(); ++m) {
        const Targets::Memory& memory = targets.memory()[m];
        if (const auto it = exact_.find(m); it != exact_.end()) {
            if (memory.by_element) it->second.insert({0, static_cast<std::int64_t>(p_.types.size_of(memory.type)), memory.held});
            sweep(it->second);
        }
        const auto views = views_.find(m);
        if (views == views_.end() || memory.kind != Kind::Unknown) continue;  // others are told exactly
        for (auto a = views->second.begin(); a != views->second.end(); ++a) {
            for (auto b = std::next(a); b != views->second.end(); ++b) alike(*a, *b);
            for (const View& b : told_[m]) alike(*a, b);
        }
    }
}

/// Of the driver's unions: one pointer is seen as several. (The system's are told apart by other fields.)
void Overlays::pointers_of_unions() {
    for (std::size_t r = 0; r < p_.types.record_count(); ++r) {
        const ir::Record& rec = p_.types.rec(ir::RecordId(r));
        if (!rec.is_union || known_.contains(ir::RecordId(r))) continue;
        std::vector<Holder> seen;
        for (std::uint32_t i = 0; i < rec.fields.size(); ++i) {
            const TypeId t = p_.types.without_arrays(rec.fields[i].type);
            if (!p_.types.is_record(t)) seen.push_back(holder(classes_.field(ir::RecordId(r), i), t));
        }
        for (const Holder& a : seen) {
            for (const Holder& b : seen) {
                if (a.cls == b.cls && a.to.valid() && b.to.valid()) meet(a, b);
            }
        }
    }
}

void Overlays::meet(const Holder& a, const Holder& b) {
    const bool joins = a.to.valid() && b.to.valid() && a.to != b.to;
    if (a.cls != b.cls || joins) found_.insert(a < b ? std::pair(a, b) : std::pair(b, a));
}

Holder Overlays::holder(ClassId c, TypeId scalar) const { return Targets::holder(p_.types, c, scalar); }

bool Overlays::is_system(TypeId t) const { return p_.types.is_record(t) && known_.contains(p_.types[t].record); }

/// Sorted. Of an array of records one stands for all, over the whole array. What lies in a union of the system's as a record that
/// lies elsewhere too is left out, as Classes does: all lists would be one.
const Overlays::Leaves& Overlays::leaves(TypeId root) {
    const auto [it, first] = leaves_.try_emplace(root);
    if (!first) return it->second;
    constexpr std::size_t kMost = 4096;
    Leaves& out = it->second;
    struct Part { TypeId record; std::int64_t at, end; };  // `end`: of the array in which it lies; 0 for none
    std::vector<Part> todo{{root, 0, 0}};
    while (!todo.empty() && out.size() < kMost) {
        const Part part = todo.back();
        todo.pop_back();
        const ir::Record& rec = p_.types.rec(p_.types[part.record].record);
        const bool apart = rec.is_union && rec.size > 8 && known_.contains(p_.types[part.record].record);
        for (std::uint32_t i = 0; i < rec.fields.size(); ++i) {
            const ir::Field& f = rec.fields[i];
            const std::int64_t from = part.at + static_cast<std::int64_t>(f.offset);
            const std::int64_t to = from + std::max<std::int64_t>(1, static_cast<std::int64_t>(p_.types.size_of(f.type)));
            const TypeId element = p_.types.without_arrays(f.type);
            if (p_.types.is_record(element)) {
                if (apart && !p_.types.rec(p_.types[element].record).anonymous) continue;
                todo.push_back({element, from, part.end != 0 ? part.end : element == f.type ? 0 : to});
            } else {
                out.push_back({from, part.end != 0 ? part.end : to, holder(classes_.field(p_.types[part.record].record, i), element)});
            }
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

void Overlays::lay(const Use& use, const Target& t) {
    const Targets::Memory& m = targets_.memory()[t.memory];
    const bool record = m.kind == Kind::Record;
    if (record && use.seen == m.type && t.at == 0 && !t.anywhere) return;
    const bool part = t.vague && m.kind != Kind::Variable;
    if (part && !t.anywhere && (t.at < t.low || t.at >= t.high)) return;
    const bool number = p_.types.is_scalar(use.seen);
    if (part && !t.anywhere && number && t.at + static_cast<std::int64_t>(p_.types.size_of(use.seen)) > t.high) return;  // another thing is meant
    if (part && record && is_system(m.type) && is_system(use.seen)) return;  // which of them it is, is told by something else
    const View view{t.at, t.low, t.high, t.anywhere, use.seen};
    if (m.kind == Kind::Allocated) views_[t.memory].insert(view);
    if (!part) return exactly(use, t, record ? &leaves(m.type) : nullptr, exact_[t.memory]);
    if (!done_[t.memory].insert(view).second) return;
    if (record) return alike(m.type, view);
    views_[t.memory].insert(view);
}

/// As what it is seen while it is told apart, and as what afterwards.
void Overlays::mix(std::uint32_t told, std::uint32_t other) {
    const Targets::Memory &m = targets_.memory()[other], &from = targets_.memory()[told];
    if (from.kind == Kind::Record) views_[told].insert({0, 0, static_cast<std::int64_t>(p_.types.size_of(from.type)), false, from.type});
    for (const View& v : views_[told]) {
        if (m.kind == Kind::Record && (v.seen != m.type || v.at != 0)) alike(m.type, v);
        if (m.kind == Kind::Unknown) told_[other].insert(v);
    }
}

/// What is accessed there, and all that lies there too.
void Overlays::exactly(const Use& use, const Target& t, const Leaves* own, std::set<Leaf>& others) {
    Leaves over;
    if (!use.whole.valid()) {
        const std::int64_t end = use.size < Targets::kFar ? use.offset + use.size : t.high - t.at;  // of unknown length: no further than that
        over.push_back({use.offset, end, use.held});
    } else {
        for (Leaf l : leaves(use.whole)) {
            l.from += use.offset;
            l.to += use.offset;
            over.push_back(l);
        }
    }
    for (Leaf& l : over) {
        l.from = t.anywhere ? t.low : l.from + t.at;
        l.to = t.anywhere ? t.high : l.to + t.at;
        if (own == nullptr) others.insert(l);
        for (std::size_t i = 0; own != nullptr && i < own->size() && (*own)[i].from < l.to; ++i) {
            if (l.from < (*own)[i].to) meet((*own)[i].held, l.held);
        }
    }
}

/// One after the other, each with what reaches into it.
void Overlays::sweep(const std::set<Leaf>& over) {
    const Leaf* before = nullptr;  // the one that reaches furthest so far
    for (const Leaf& l : over) {
        if (before != nullptr && l.from < before->to) meet(before->held, l.held);
        if (before == nullptr || l.to > before->to) before = &l;
    }
}

/// A record, and what is seen in it. A number that is no byte is taken for the first of several that follow.
void Overlays::alike(TypeId record, const View& v) {
    const Leaves& x = leaves(record);
    const std::int64_t low = std::max(v.low, v.anywhere ? v.low : v.at);
    auto at = std::lower_bound(x.begin(), x.end(), low, [](const Leaf& l, std::int64_t from) { return l.from < from; });
    const auto inside = [&] { return at != x.end() && at->to <= v.high; };
    if (p_.types.is_record(v.seen)) {
        if (v.anywhere) return;
        for (const Leaf& y : leaves(v.seen)) {
            if (!inside() || at->from != y.from + v.at || at->to != y.to + v.at) return;
            meet(at++->held, y.held);
        }
    } else if (p_.types.is_scalar(v.seen)) {
        const std::int64_t size = static_cast<std::int64_t>(p_.types.size_of(v.seen));
        const Holder seen = holder(classes_.pointed_scalar(p_.types.bits_of(v.seen)), v.seen);
        if (v.at != 0 && !v.anywhere) {
            for (const Leaf& l : x) {
                if (l.from >= v.low && l.to <= v.high && l.from < v.at + size && v.at < l.to) meet(l.held, seen);
            }
            return;
        }
        for (std::int64_t next = low; inside() && at->from == next && at->to == next + size; next += size, ++at) {
            meet(at->held, seen);
            if (size == 1) return;
        }
    }
}

/// Two views of memory of which nobody knows what it was before.
void Overlays::alike(const View& a, const View& b) {
    const bool first = p_.types.is_record(a.seen) && (a.at <= b.at || !p_.types.is_record(b.seen));
    const View &outer = first ? a : b, &inner = first ? b : a;
    if (p_.types.is_record(inner.seen) && inner.at != outer.at) return;  // a record is not laid into another one by chance
    if (!p_.types.is_record(outer.seen) || outer.anywhere || (outer.seen == inner.seen && outer.at == inner.at)) return;
    View v = inner;
    v.at -= outer.at;
    v.low = std::max<std::int64_t>(0, inner.low - outer.at);
    v.high = inner.high - outer.at;
    if (v.at >= 0) alike(outer.seen, v);
}

}  // namespace sdvlite::model
