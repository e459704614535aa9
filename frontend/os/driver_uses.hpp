// SPDX-License-Identifier: Apache-2.0
// What a driver may do somewhere in its code: what the steps of a harness ask before they do anything (harness_passes.hpp).
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "core/ir/program.hpp"

namespace sdvlite::frontend::os {

/// Whether `holds` is true of one of the words, which '|' sets apart.
template <class Holds> bool any_word(std::string_view words, Holds holds) {
    while (true) {
        const std::size_t end = std::min(words.find('|'), words.size());
        if (holds(std::string(words.substr(0, end)))) return true;
        if (end == words.size()) return false;
        words.remove_prefix(end + 1);
    }
}

/// Whether the driver may call one of the DDIs: it names it, or some of its code is not known.
bool may_call(const ir::Program& program, std::string_view ddis);

/// Whether the driver may compare a pointer to that record with another one: some comparison is of what points there, or to
/// what nobody knows, on both sides; or some of its code is not known.
bool may_compare(const ir::Program& program, std::string_view record);

/// Whether the driver names a field that is called so; or some of its code is not known.
bool may_name(const ir::Program& program, std::string_view field);

/// Whether the driver stores 0 in fields that are called so, and nothing else; all of its code is known.
bool stores_only_zero(const ir::Program& program, std::string_view field);

} // namespace sdvlite::frontend::os
