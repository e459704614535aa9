// SPDX-License-Identifier: Apache-2.0
// What a rule can name, as the linter is told it: the functions and callbacks of one driver model. A value without any
// name in it; the command fills it from the OS model and the table of DDIs.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/automaton/automaton.hpp"
#include "core/base/ddi_table.hpp"

namespace sdvlite::rules {

/// A function as far as it is known.
struct Signature {
    std::optional<std::uint32_t> arity;
    bool variadic = false;
    bool has_result = true;  ///< false: it is known to return nothing
    bool returns = true;     ///< false: it never comes back

    bool has_argument(std::uint32_t number) const { return variadic || !arity || number <= *arity; }
};

struct Interface {
    std::string model;                    ///< "wdm"
    bool has_model = true;                ///< false: nothing is known of its harness and variables
    const base::DdiTable* ddis = nullptr; ///< may be null
    std::map<std::string, Signature, std::less<>> functions; ///< of the OS model and the harness
    std::map<std::string, Signature, std::less<>> roles;     ///< every name that stands for a role, as `fun_NAME` has it
    std::map<std::string, std::string, std::less<>> other_roles; ///< roles of other models -> the model's name
    std::set<std::string, std::less<>> globals;                  ///< variables of the OS model

    /// What is known of the function or role; nothing when it is unknown.
    std::optional<Signature> find(const automaton::EventName& name) const;
    std::optional<Signature> find_function(std::string_view name) const;
    /// The function without the prefix that old rules put before every DDI; what has it by right keeps it.
    std::string_view without_prefix(std::string_view name) const;
    bool is_callback_type(std::string_view name) const;

    std::vector<std::string> function_names() const; ///< of the model first, then of the table of DDIs
    std::vector<std::string> role_names() const;
};

} // namespace sdvlite::rules
