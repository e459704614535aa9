// SPDX-License-Identifier: Apache-2.0
#include "core/ir/leaves.hpp"

namespace sdvlite::ir {

namespace {

std::size_t largest_member(const TypeTable& types, const Record& record) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < record.fields.size(); ++i) {
        if (types.size_of(record.fields[i].type) > types.size_of(record.fields[best].type)) best = i;
    }
    return best;
}

}  // namespace

void LeafWalk::enter_record(Item& top) {
    const Record& record = types_.rec(types_[top.type].record);
    if (top.child >= record.fields.size()) {
        todo_.pop_back();
        return;
    }
    const std::size_t index = record.is_union ? largest_member(types_, record) : static_cast<std::size_t>(top.child);
    const Field& field = record.fields[index];
    top.child = record.is_union ? record.fields.size() : top.child + 1;
    const bool same_unit = field.is_bit_field() && top.last_unit == field.offset;
    top.last_unit = field.is_bit_field() ? field.offset : UINT64_MAX;
    const std::uint64_t offset = top.offset + field.offset;
    if (!same_unit) todo_.push_back({field.type, offset, 0, UINT64_MAX});  // `top` is dangling from here
}

bool LeafWalk::next(Leaf& leaf) {
    while (!todo_.empty()) {
        Item& top = todo_.back();
        const Type& type = types_[top.type];
        switch (type.kind) {
            case TypeKind::Int:
            case TypeKind::Pointer:
            case TypeKind::Float:
                leaf = {top.offset, top.type};
                todo_.pop_back();
                return true;
            case TypeKind::Record: enter_record(top); break;
            case TypeKind::Array: {
                const std::uint64_t step = types_.size_of(type.element);
                if (top.child >= type.count || step == 0) {
                    todo_.pop_back();
                } else {
                    const std::uint64_t offset = top.offset + step * top.child++;
                    todo_.push_back({type.element, offset, 0, UINT64_MAX});
                }
                break;
            }
            case TypeKind::Void:
            case TypeKind::Function: todo_.pop_back(); break;
        }
    }
    return false;
}

}  // namespace sdvlite::ir
