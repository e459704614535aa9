// SPDX-License-Identifier: Apache-2.0
// A look into a small constant table at an index that the path leaves open: the solver is told of all rows, where an
// address would have to be fixed to one of them.
#include "core/ir/pointers.hpp"
#include "core/refine/executor.hpp"

namespace sdvlite::refine {

using ir::ExprId;
using ir::ExprKind;

namespace {

constexpr std::uint64_t kMostRows = 64;

}  // namespace

/// The row that a designator in a constant variable leaves open; nothing when it leaves none open, or more than one.
std::optional<Executor::OpenRow> Executor::open_row(ExprId id) {
    ExprId root = id;
    while (p_[root].kind == ExprKind::Field || p_[root].kind == ExprKind::Index) root = p_[root].a;
    if (root == id || p_[root].kind != ExprKind::Global || !p_[p_[root].global].is_const || p_[p_[root].global].is_extern) return std::nullopt;
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
        if (out.index) return std::nullopt;
        out.index = i;
        out.rows = p_.types[p_[e.a].type].count;
        out.stride = size;
        out.array = e.a;
    }
    const Value base = address(root);
    if (!out.index || out.rows < 2 || out.rows > kMostRows || !base.known()) return std::nullopt;
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
    out.index = bound(*out.index).through(c_, pointer.from);
    if (out.index->known()) return std::nullopt;
    out.first += offset;
    return out;
}

Value Executor::any_row(const OpenRow& table, ExprId id) {
    keep_inside(table.array, *table.index);
    const unsigned width = p_.types.bits_of(p_[id].type);
    const unsigned size = bytes_of(width);
    Value out = memory_.read(table.first, size, ir::pointer_alignment(p_.types, p_[id].type));
    ProvenanceId from = c_.provenance.unite(out.from, table.index->from);
    z3::expr all = out.expr(c_);
    for (std::uint64_t row = 1; row < table.rows; ++row) {
        const Value v = memory_.read(table.first + row * table.stride, size, ir::pointer_alignment(p_.types, p_[id].type));
        from = c_.provenance.unite(from, v.from);
        all = z3::ite(*table.index->symbolic == c_.bv_val(row, 64), v.expr(c_), all);
    }
    return Value::of(all).through(c_, c_.provenance.unite(class_of(id), from));
}

}  // namespace sdvlite::refine
