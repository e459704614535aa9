// SPDX-License-Identifier: Apache-2.0
// Procedures of the OS model that work on a whole range of bytes (what C calls memset and memmove).
// Their bodies are loops over bytes, which is what they mean; an annotation lets the engine do it at one
// stroke:
//
//   effect:fill TO VALUE LENGTH    bytes [TO, TO+LENGTH) become VALUE
//   effect:zero TO LENGTH          ... become 0
//   effect:any TO LENGTH           ... become anything
//   effect:copy TO FROM LENGTH     ... become those at FROM
//
// with numbers of parameters, from 0. The result, if there is one, is TO.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::model {

struct BulkEffect {
    enum class Kind : std::uint8_t { Fill, Zero, Any, Copy };
    Kind kind = Kind::Fill;
    std::uint32_t to = 0;
    std::uint32_t other = 0;  ///< Fill: value; Copy: from
    std::uint32_t length = 0;
};

/// What the procedure's annotations say; nothing when they say nothing or numbers don't fit its parameters.
std::optional<BulkEffect> bulk_effect(const ir::Proc& proc);

}  // namespace sdvlite::model
