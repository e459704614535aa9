// SPDX-License-Identifier: Apache-2.0
// How big types and expressions are when written out as trees. Children have smaller ids than
// parents, so one pass in the order of the ids suffices, and a growing program is measured as it
// grows.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::ir {

struct TreeSize {
    std::uint32_t nodes = 1;  ///< saturates
    std::uint32_t depth = 1;
};

/// Sizes of all types, records counted as one node.
class TypeSizes {
public:
    /// Measures what was added since the last call.
    void update(const TypeTable& types);
    TreeSize operator[](TypeId id) const { return sizes_[id.index()]; }

private:
    std::vector<TreeSize> sizes_;
};

/// Sizes of all expressions of a program.
class ExprSizes {
public:
    void update(const Program& program);
    TreeSize operator[](ExprId id) const { return sizes_[id.index()]; }

private:
    std::vector<TreeSize> sizes_;
};

}  // namespace sdvlite::ir
