// SPDX-License-Identifier: Apache-2.0
// What a procedure of the OS model does with the entries of lists, as its annotations say. That an entry which was taken out of a
// list is in none until it is put into one is what makes a list well-formed; the links alone, of which little is known, do not tell it.
//
//   takes_out:return   what it returns was in a list, and is in none now
//   takes_out:N        the entry to which parameter N (counted from 0) points is in no list now; it may have been in none before
//   puts_in:N          the entry to which parameter N points is in a list now
//   keeps_lists        nothing of the kind, although it reads or writes links
#pragma once

#include <cstdint>
#include <optional>

#include "core/ir/program.hpp"

namespace sdvlite::model {

struct ListEffect {
    bool returns_entry = false;
    std::optional<std::uint32_t> takes_out, puts_in;  ///< parameters
};

/// What the procedure's annotations say; nothing when they say nothing or numbers don't fit its parameters.
std::optional<ListEffect> list_effect(const ir::Proc& proc);
bool takes_out(const ir::Proc& proc);

}  // namespace sdvlite::model
