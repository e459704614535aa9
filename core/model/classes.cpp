// SPDX-License-Identifier: Apache-2.0
#include "core/model/classes.hpp"

#include <algorithm>

#include "core/model/known_to_system.hpp"
#include "core/model/overlays.hpp"

namespace sdvlite::model {

using ir::Expr;
using ir::ExprId;
using ir::ExprKind;
using ir::ProcId;
using ir::TypeId;
using ir::TypeKind;

namespace {

bool holds_pointer(const ir::TypeTable& types, ir::RecordId root) {
    std::vector<TypeId> todo;
    for (const ir::Field& f : types.rec(root).fields) todo.push_back(f.type);
    for (std::size_t next = 0; next < todo.size(); ++next) {  // ends: a word has few parts
        TypeId t = types.without_arrays(todo[next]);
        if (types.is_pointer(t)) return true;
        if (!types.is_record(t)) continue;
        for (const ir::Field& f : types.rec(types[t].record).fields) todo.push_back(f.type);
    }
    return false;
}

}  // namespace

Classes::Classes(const ir::Program& program) : program_(program) {
    unite_before_overlays();
    unite_overlays();
    finish();
}

Classes::Classes(const ir::Program& program, const Classes& unwoven) : program_(program) {
    unite_before_overlays();
    for (const auto& [a, b] : unwoven.overlaid_) lay_over(here(unwoven, a), here(unwoven, b));
    finish();
}

/// The same thing of this program, to which the rule has only added.
ClassId Classes::here(const Classes& unwoven, ClassId c) const {
    const auto in = [c](const std::vector<ClassId>& firsts) {
        return static_cast<std::size_t>(std::upper_bound(firsts.begin(), firsts.end(), c) - firsts.begin()) - 1;
    };
    if (c < unwoven.results_) {
        const std::size_t proc = in(unwoven.locals_);
        return locals_[proc] + (c - unwoven.locals_[proc]);
    }
    if (c < unwoven.globals_) return results_ + (c - unwoven.results_);
    const ClassId fields = unwoven.fields_.empty() ? unwoven.pointed_ : unwoven.fields_.front();
    if (c < fields) return globals_ + (c - unwoven.globals_);
    if (c < unwoven.pointed_) {
        const std::size_t record = in(unwoven.fields_);
        return fields_[record] + (c - unwoven.fields_[record]);
    }
    if (c < unwoven.pointed_ + kWidths) return pointed_ + (c - unwoven.pointed_);
    const auto& [proc, local] = unwoven.holder_of_[c - unwoven.pointed_ - kWidths];
    return behind_[proc][local];
}

void Classes::unite_before_overlays() {
    const ir::Program& program = program_;
    ClassId next = 0;
    for (const ir::Proc& p : program.procs) {
        locals_.push_back(next);
        next += static_cast<ClassId>(p.locals.size());
    }
    results_ = next;
    next += static_cast<ClassId>(program.procs.size());
    globals_ = next;
    next += static_cast<ClassId>(program.globals.size());
    for (std::size_t r = 0; r < program.types.record_count(); ++r) {
        fields_.push_back(next);
        next += static_cast<ClassId>(program.types.rec(ir::RecordId(r)).fields.size());
    }
    pointed_ = next;
    next += kWidths;  // 8, 16, 32, 64 and anything else
    next = number_holders(next);
    parent_.resize(next);
    shared_.assign(next, false);
    words_.assign(next, 0);
    for (ClassId i = 0; i < next; ++i) parent_[i] = i;
    fields_of_type_.assign(program.types.record_count(), 0);
    for (std::size_t r = 0; r < program.types.record_count(); ++r) {
        for (const ir::Field& f : program.types.rec(ir::RecordId(r)).fields) {
            TypeId t = program.types.without_arrays(f.type);
            if (program.types.is_record(t)) ++fields_of_type_[program.types[t].record.index()];
        }
    }
    unite_unions();
    unite_addresses();
    unite_casts();
}

void Classes::finish() {
    const ClassId next = static_cast<ClassId>(parent_.size());
    for (ClassId i = 0; i < next; ++i) parent_[i] = find(i);
    for (ClassId i = fields_.empty() ? pointed_ : fields_.front(); i < next; ++i) all_pointed_.push_back(parent_[i]);
    std::sort(all_pointed_.begin(), all_pointed_.end());
    all_pointed_.erase(std::unique(all_pointed_.begin(), all_pointed_.end()), all_pointed_.end());
    led_to_.resize(next, false);
    for (const unsigned bits : {8u, 16u, 32u, 64u, 0u}) led_to_[pointed_scalar(bits)] = true;
    for (const std::vector<ClassId>& of : behind_) {
        for (const ClassId c : of) {
            if (c != kNoClass) led_to_[find(c)] = true;
        }
    }
    reach_.resize(program_.types.size());
    reach_known_.resize(program_.types.size(), false);
}

ClassId Classes::find(ClassId c) const {
    while (parent_[c] != c) c = parent_[c] = parent_[parent_[c]];
    return c;
}

void Classes::unite(ClassId a, ClassId b) {
    a = find(a);
    b = find(b);
    if (a == b) return;
    parent_[std::max(a, b)] = std::min(a, b);
    shared_[std::min(a, b)] = true;
    words_[std::min(a, b)] = std::max(words_[a], words_[b]);
}

ClassId Classes::local(ProcId proc, std::uint32_t index) const { return find(locals_[proc.index()] + index); }
ClassId Classes::global(ir::GlobalId g) const { return find(globals_ + g.value); }
ClassId Classes::field(ir::RecordId r, std::uint32_t index) const { return find(fields_[r.index()] + index); }
ClassId Classes::result(ProcId proc) const { return results_ + proc.value; }

ClassId Classes::pointed_scalar(unsigned bits) const {
    const ClassId which = bits == 8 ? 0 : bits == 16 ? 1 : bits == 32 ? 2 : bits == 64 ? 3 : 4;
    return find(pointed_ + which);
}

std::vector<Classes::Leaf> Classes::leaves(ir::RecordId root, bool into_tagged) const {
    constexpr std::size_t kMost = 4096;
    const ir::TypeTable& types = program_.types;
    std::vector<Leaf> out;
    std::vector<std::pair<ir::RecordId, std::uint64_t>> todo{{root, 0}};
    while (!todo.empty() && out.size() < kMost) {
        const auto [r, at] = todo.back();
        todo.pop_back();
        const ir::Record& rec = types.rec(r);
        for (std::uint32_t i = 0; i < rec.fields.size(); ++i) {
            const ir::Field& f = rec.fields[i];
            if (!types.is_record(f.type)) {
                out.push_back({at + f.offset, at + f.offset + std::max<std::uint64_t>(1, types.size_of(f.type)), field(r, i)});
            } else if (into_tagged || types.rec(types[f.type].record).anonymous || fields_of_type_[types[f.type].record.index()] == 1) {
                todo.emplace_back(types[f.type].record, at + f.offset);
            }
        }
    }
    return out;
}

/// Members of a union that lie over each other are one class, those of records that occur nowhere else too, and all of a
/// union that is one word (bit-fields and bytes of it). In larger ones members whose type is used in other places keep
/// their fields' classes: a LIST_ENTRY inside a union of the OS must not make all lists one; overlaps with those are seen
/// by the explorer's exact cells only.
void Classes::unite_unions() {
    for (std::size_t r = 0; r < program_.types.record_count(); ++r) {
        if (!program_.types.rec(ir::RecordId(r)).is_union) continue;
        const unsigned word = word_of(ir::RecordId(r));
        std::vector<Leaf> parts = leaves(ir::RecordId(r), word != 0);
        // What is a pointer in one view has a value of its own there.
        const unsigned numbers = word != 0 && !holds_pointer(program_.types, ir::RecordId(r)) ? word : 0;
        for (const Leaf& l : parts) words_[find(l.cls)] = std::max(words_[find(l.cls)], static_cast<std::uint8_t>(numbers));
        std::sort(parts.begin(), parts.end(), [](const Leaf& a, const Leaf& b) { return a.from < b.from; });
        std::uint64_t reached = 0;  // end of what overlaps so far, one after the other
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (i > 0 && parts[i].from < reached) unite(parts[i - 1].cls, parts[i].cls);
            reached = std::max(reached, parts[i].to);
        }
    }
}

/// Bits of a union that is no larger than what is read at once; 0 of any other record.
unsigned Classes::word_of(ir::RecordId r) const {
    const std::uint64_t size = program_.types.rec(r).size;
    return size == 1 || size == 2 || size == 4 || size == 8 ? static_cast<unsigned>(size * 8) : 0;
}

unsigned Classes::word(ClassId c) const { return led_to_[find(c)] ? 0 : words_[find(c)]; }

void Classes::unite_records(TypeId a, TypeId b) {
    const std::vector<Leaf> la = leaves(program_.types[a].record, true), lb = leaves(program_.types[b].record, true);
    for (const Leaf& x : la) {
        for (const Leaf& y : lb) {
            if (x.from < y.to && y.from < x.to) unite(x.cls, y.cls);
        }
    }
}

/// `*(u16*)&r->byte` lies over the field that follows, too.
void Classes::unite_widened(const Expr& cast) {
    const ir::TypeTable& types = program_.types;
    const TypeId wide = types[cast.type].element;
    if (!types.is_scalar(wide) || types.bits_of(wide) <= 8) return;
    ExprId at = cast.a;
    while (program_[at].kind == ExprKind::Cast) at = program_[at].a;
    if (program_[at].kind != ExprKind::AddrOf) return;
    ExprId record = program_[at].a;
    std::uint64_t from = 0;
    for (; program_[record].kind == ExprKind::Field; record = program_[record].a) {
        from += types.rec(types[program_[program_[record].a].type].record).fields[program_[record].index].offset;
    }
    if (!types.is_record(program_[record].type)) return;
    const std::uint64_t to = from + types.size_of(wide);
    for (const Leaf& l : leaves(types[program_[record].type].record, true)) {
        if (l.from < to && from < l.to) unite(l.cls, pointed_scalar(types.bits_of(wide)));
    }
}

void Classes::lay_over(ClassId a, ClassId b) {
    if (find(a) == find(b)) return;
    overlaid_.emplace_back(a, b);
    unite(a, b);
}

/// What is put together holds the same pointers, which then lead to the same memory: again, until nothing is new or there is too much.
void Classes::unite_overlays() {
    std::set<ir::RecordId> known = known_to_system(program_);
    for (std::size_t r = 0; r < program_.types.record_count(); ++r) {
        if (program_.types.rec(ir::RecordId(r)).system) known.insert(ir::RecordId(r));
    }
    Targets::Joined joined;
    for (bool more = true; more;) {
        more = false;
        Targets::Joined now;
        for (const auto& [a, b] : joined) now.insert({{find(a.cls), a.to}, {find(b.cls), b.to}});
        joined = std::move(now);
        const Targets targets(program_, *this, known, joined);
        if (targets.is_cut() && !overlaid_.empty()) return;  // what was found so far is told
        const Overlays overlays(program_, *this, known, targets);
        for (const auto& [a, b] : overlays.found()) {
            more = more || find(a.cls) != find(b.cls);
            lay_over(a.cls, b.cls);
            const Holder x{find(a.cls), a.to}, y{find(b.cls), b.to};
            if (x.to.valid() && y.to.valid() && x.to != y.to) more = joined.insert({x, y}).second || more;
        }
    }
}

void Classes::unite_casts() {
    const ir::TypeTable& types = program_.types;
    std::vector<std::pair<TypeId, TypeId>> seen;
    for (const Expr& e : program_.exprs) {
        if (e.kind != ExprKind::Cast || !types.is_pointer(e.type)) continue;
        unite_widened(e);
        const TypeId from = program_[e.a].type;
        if (!types.is_pointer(from)) continue;
        TypeId a = types[from].element, b = types[e.type].element;
        if (types.is_scalar(a) && types.is_scalar(b)) unite(pointed_scalar(types.bits_of(a)), pointed_scalar(types.bits_of(b)));
        if (!types.is_record(a)) std::swap(a, b);
        if (a == b || !types.is_record(a)) continue;
        if (types.is_record(b)) {
            if (std::find(seen.begin(), seen.end(), std::pair{a, b}) != seen.end()) continue;
            seen.emplace_back(a, b);
            unite_records(a, b);
        } else if (types.is_scalar(b) && types.bits_of(b) > 8) {
            std::vector<ClassId> leaves;
            all_of_type(a, leaves);
            if (!leaves.empty()) unite(leaves.front(), pointed_scalar(types.bits_of(b)));
        }
    }
}

ClassId Classes::of(ProcId proc, ExprId designator) const {
    for (;;) {
        const Expr& e = program_[designator];
        switch (e.kind) {
            case ExprKind::Local: return local(proc, e.index);
            case ExprKind::Global: return global(e.global);
            case ExprKind::Field: {
                const ir::RecordId r = program_.types[program_[e.a].type].record;
                return field(r, e.index);
            }
            case ExprKind::Index: designator = e.a; break;
            case ExprKind::Deref: {
                TypeId t = e.type;
                if (program_.types.is_scalar(t)) {
                    const ExprId at = plain(e.a);
                    if (!is_address(at)) return behind_value(proc, at);
                    designator = program_[at].a;
                    break;
                }
                t = program_.types.without_arrays(t);
                return pointed_scalar(program_.types.bits_of(t));
            }
            default: return pointed_scalar(0);
        }
    }
}

void Classes::all_of_type(TypeId type, std::vector<ClassId>& out) const {
    const ir::TypeTable& types = program_.types;
    std::vector<TypeId> todo{type};
    std::vector<TypeId> seen;
    while (!todo.empty()) {
        TypeId t = todo.back();
        todo.pop_back();
        t = types.without_arrays(t);
        if (types.is_scalar(t)) out.push_back(pointed_scalar(types.bits_of(t)));
        if (!types.is_record(t) || std::find(seen.begin(), seen.end(), t) != seen.end()) continue;
        seen.push_back(t);
        const ir::RecordId r = types[t].record;
        const ir::Record& rec = types.rec(r);
        for (std::uint32_t i = 0; i < rec.fields.size(); ++i) {
            TypeId f = types.without_arrays(rec.fields[i].type);
            if (types.is_record(f)) {
                todo.push_back(f);
            } else {
                out.push_back(field(r, i));
            }
        }
    }
}

void Classes::all_of(ProcId proc, ExprId designator, std::vector<ClassId>& out) const {
    TypeId t = program_.types.without_arrays(program_[designator].type);
    if (program_.types.is_record(t)) {
        all_of_type(t, out);
    } else {
        out.push_back(of(proc, designator));
    }
}

const std::vector<ClassId>& Classes::reach(TypeId pointee) const {
    if (reach_known_[pointee.index()]) return reach_[pointee.index()];
    const ir::TypeTable& types = program_.types;
    std::vector<ClassId> out;
    std::vector<TypeId> todo{pointee};
    std::vector<bool> seen(types.size(), false);
    while (!todo.empty()) {
        TypeId t = todo.back();
        todo.pop_back();
        t = types.without_arrays(t);
        if (seen[t.index()]) continue;
        seen[t.index()] = true;
        if (types.is_scalar(t)) out.push_back(pointed_scalar(types.bits_of(t)));
        if (types.is_pointer(t)) todo.push_back(types[t].element);
        if (!types.is_record(t)) continue;
        const ir::RecordId r = types[t].record;
        const ir::Record& rec = types.rec(r);
        for (std::uint32_t i = 0; i < rec.fields.size(); ++i) {
            TypeId f = types.without_arrays(rec.fields[i].type);
            if (!types.is_record(f)) out.push_back(field(r, i));
            if (types.is_record(f)) todo.push_back(f);
            if (types.is_pointer(f)) todo.push_back(types[f].element);
        }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    reach_known_[pointee.index()] = true;
    return reach_[pointee.index()] = std::move(out);
}

}  // namespace sdvlite::model
