// SPDX-License-Identifier: Apache-2.0
#include "core/ir/layout.hpp"

#include <algorithm>

namespace sdvlite::ir {

namespace {

std::uint64_t align_up(std::uint64_t at, std::uint64_t to) { return to <= 1 ? at : (at + to - 1) / to * to; }

}  // namespace

void Layout::place(Field& f) {
    const std::uint32_t align = types_.align_of(f.type);
    const auto bytes = static_cast<unsigned>(types_.size_of(f.type));
    f.bit_offset = 0;
    if (f.is_bit_field() && !is_union_ && unit_bytes_ == bytes && unit_used_ + f.bit_width <= bytes * 8) {
        f.offset = unit_at_;
        f.bit_offset = static_cast<std::uint8_t>(unit_used_);
    } else {
        f.offset = is_union_ ? 0 : align_up(end_, align);
    }
    placed(f);
}

void Layout::placed(const Field& f) {
    align_ = std::max(align_, types_.align_of(f.type));
    end_ = std::max(end_, f.offset + types_.size_of(f.type));
    unit_bytes_ = 0;
    if (!f.is_bit_field()) return;
    unit_at_ = f.offset;
    unit_bytes_ = static_cast<unsigned>(types_.size_of(f.type));
    unit_used_ = f.bit_offset + f.bit_width;
}

void Layout::pad_bits(TypeId type, unsigned width) {
    if (width == 0) {
        unit_bytes_ = 0;
        return;
    }
    Field padding;
    padding.type = type;
    padding.bit_width = static_cast<std::uint8_t>(width);
    place(padding);
}

void Layout::finish(Record& r) const {
    r.align = align_;
    r.size = align_up(end_, align_);
}

bool has_natural_layout(const TypeTable& types, const Record& r) {
    Layout layout(types, r.is_union);
    for (const Field& f : r.fields) {
        Field natural = f;
        layout.place(natural);
        if (natural.offset != f.offset || natural.bit_offset != f.bit_offset) return false;
    }
    Record natural;
    layout.finish(natural);
    return natural.size == r.size && natural.align == r.align;
}

}  // namespace sdvlite::ir
