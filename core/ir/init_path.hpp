// SPDX-License-Identifier: Apache-2.0
// From offsets in a global's initialiser to names of fields and numbers of elements, and back.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::ir {

/// One step into a global: a field of a record, or an element of an array.
struct InitStep {
    bool is_field = false;
    std::uint64_t index = 0;
};

/// The way to the scalar of type `value` that `item` sets; of several (unions) the first. Nothing when no scalar of
/// that type and those bits stands there.
std::optional<std::vector<InitStep>> find_init_path(const TypeTable& types, TypeId whole, const InitItem& item,
                                                    TypeId value);

struct InitPart {
    bool found = false;
    TypeId type;
    std::uint64_t offset = 0;
    std::uint8_t bit_offset = 0;
    std::uint8_t bit_width = 0;
};

/// Goes the same way, fields by name, in a type of another program.
InitPart follow_init_path(const TypeTable& from, TypeId from_whole, const std::vector<InitStep>& path,
                          const TypeTable& to, TypeId to_whole);

}  // namespace sdvlite::ir
