// SPDX-License-Identifier: Apache-2.0
// A look into a small table, a constant variable or a local one, at an index that the path leaves open: the solver is told of all
// rows, where an address would have to be fixed to one of them.
#include "core/ir/pointers.hpp"
#include "core/refine/executor.hpp"

namespace sdvlite::refine {

using ir::ExprId;
using ir::ExprKind;

namespace {

constexpr std::uint64_t kMostRows = 64;

}  // namespace

/// The row that a designator in such a variable leaves open; nothing when it leaves none open.
std::optional<Executor::OpenRow> Executor::open_row(ExprId id) {
    ExprId root = id;
    while (p_[root].kind == ExprKind::Field || p_[root].kind == ExprKind::Index) root = p_[root].a;
    const bool constant = p_[root].kind == ExprKind::Global && p_[p_[root].global].is_const && !p_[p_[root].global].is_extern;
    if (root == id || (!constant && p_[root].kind != ExprKind::Local)) return std::nullopt;
    OpenRow out;
    std::uint64_t offset = 0;
    for (ExprId at = id; at != root; at = p_[at].a) {
        const ir::Expr& e = p_[at];
        if (e.kind == ExprKind::Field) {
            const ir::Field& f = p_.types.rec(p_.types[p_[e.a].type].record).fields[e.index];
            if (f.is_bit_field()) return std::nullopt;
            offset += f.offset;
            continue;
        }
        const Value i = bound(resize(c_, value(e.b), 64, p_.types.is_signed(p_[e.b].type)));
        const std::uint64_t size = p_.types.size_of(e.type);
        if (i.known()) {
            offset += i.number * size;
            continue;
        }
        const std::uint64_t count = p_.types[p_[e.a].type].count;
        if (count > kMostRows / out.rows) return std::nullopt;
        out.open.push_back({i, size, count, e.a});
        out.rows *= count;
    }
    const Value base = address(root);
    if (out.rows < 2 || !base.known()) return std::nullopt;
    out.first = base.number + offset;
    return out;
}

/// The address of a row that is open is kept open where it is read through: `op = &Table[i]; op->Flags; op->Run();` is one row.
void Executor::note_row(ExprId designator, const Value& address) {
    if (address.known() || p_[designator].kind != ExprKind::Index) return;
    if (const auto row = open_row(designator)) rows_.insert_or_assign(address.symbolic->id(), std::pair(*address.symbolic, *row));
}

/// What is read lies in such a row, by way of its address.
std::optional<Executor::OpenRow> Executor::row_behind(ExprId id) {
    if (rows_.empty()) return std::nullopt;
    std::uint64_t offset = 0;
    for (; p_[id].kind == ExprKind::Field; id = p_[id].a) {
        const ir::Field& f = p_.types.rec(p_.types[p_[p_[id].a].type].record).fields[p_[id].index];
        if (f.is_bit_field()) return std::nullopt;
        offset += f.offset;
    }
    if (p_[id].kind != ExprKind::Deref) return std::nullopt;
    const Value pointer = bound(value(p_[id].a));
    const auto it = pointer.known() ? rows_.end() : rows_.find(pointer.symbolic->id());
    if (it == rows_.end()) return std::nullopt;
    OpenRow out = it->second.second;
    for (OpenRow::Index& i : out.open) {
        i.at = bound(i.at).through(c_, pointer.from);
        if (i.at.known()) return std::nullopt;
    }
    out.first += offset;
    return out;
}

Value Executor::any_row(const OpenRow& table, ExprId id) {
    ProvenanceId from = class_of(id);
    for (const OpenRow::Index& i : table.open) {
        keep_inside(i.array, i.at);
        from = c_.provenance.unite(from, i.at.from);
    }
    const unsigned size = bytes_of(p_.types.bits_of(p_[id].type)), alignment = ir::pointer_alignment(p_.types, p_[id].type);
    std::optional<z3::expr> all;
    for (std::uint64_t row = 0; row < table.rows; ++row) {
        z3::expr here = c_.bool_val(true);
        std::uint64_t address = table.first, rest = row;
        for (const OpenRow::Index& i : table.open) {
            here = here && *i.at.symbolic == c_.bv_val(rest % i.count, 64);
            address += rest % i.count * i.stride;
            rest /= i.count;
        }
        const Value v = memory_.read(address, size, alignment);
        from = c_.provenance.unite(from, v.from);
        all = all ? z3::ite(here, v.expr(c_), *all) : v.expr(c_);
    }
    return Value::of(*all).through(c_, from);
}

}  // namespace sdvlite::refine
