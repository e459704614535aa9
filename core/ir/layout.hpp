// SPDX-License-Identifier: Apache-2.0
// The natural layout of records on Windows x64: Microsoft's rules, bit-fields included (neighbours
// share a unit only when their types have the same size). No #pragma pack: a record that was
// packed has explicit offsets.
#pragma once

#include <cstdint>

#include "core/ir/type.hpp"

namespace sdvlite::ir {

/// Places the fields of one record, in order.
class Layout {
public:
    Layout(const TypeTable& types, bool is_union) : types_(types), is_union_(is_union) {}

    /// Sets offset and bit_offset of `f` (type and bit_width are given) as C would.
    void place(Field& f);
    /// `f` has its offset already; the next field comes after it.
    void placed(const Field& f);
    /// An unnamed bit-field `: width`; width 0 closes the unit.
    void pad_bits(TypeId type, unsigned width);
    /// Sets size and alignment of the record.
    void finish(Record& r) const;

private:
    const TypeTable& types_;
    bool is_union_;
    std::uint64_t end_ = 0;        // first byte behind what is placed
    std::uint32_t align_ = 1;
    std::uint64_t unit_at_ = 0;    // the open bit-field unit
    unsigned unit_bytes_ = 0;      // 0: none is open
    unsigned unit_used_ = 0;
};

/// Does `r` (complete) have the layout that its field types have by nature?
bool has_natural_layout(const TypeTable& types, const Record& r);

}  // namespace sdvlite::ir
