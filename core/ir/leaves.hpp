// SPDX-License-Identifier: Apache-2.0
// The scalars that an object of a type consists of, in a fixed order: what "any value of this
// record" means one scalar at a time, for everyone who has to agree on the order (the concrete
// interpreter, the path encoder). Records: fields as declared; bit-fields: their storage unit,
// once; arrays: elements from 0; unions: the largest member only (the first of equals). Padding
// is in no leaf.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "core/ir/type.hpp"

namespace sdvlite::ir {

/// A scalar (integer, pointer, float) at `offset` bytes from the start of the object.
struct Leaf {
    std::uint64_t offset = 0;
    TypeId type;
};

/// Enumerates the leaves without recursion and without building the list.
class LeafWalk {
public:
    LeafWalk(const TypeTable& types, TypeId type) : types_(types) { todo_.push_back({type, 0, 0, UINT64_MAX}); }
    /// The next leaf in `leaf`; false at the end.
    bool next(Leaf& leaf);

private:
    struct Item {
        TypeId type;
        std::uint64_t offset;
        std::uint64_t child;      ///< next field or element
        std::uint64_t last_unit;  ///< offset of the storage unit of the bit-field before, else UINT64_MAX
    };
    void enter_record(Item& top);

    const TypeTable& types_;
    std::vector<Item> todo_;
};

}  // namespace sdvlite::ir
