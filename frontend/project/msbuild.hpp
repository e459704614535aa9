// SPDX-License-Identifier: Apache-2.0
// The parts of MSBuild's language that project files of drivers use where it matters: properties
// `$(Name)`, and conditions of comparisons joined by `and`, `or`, `!`. Functions, item lists and
// metadata are not evaluated; what would need them is unknown, not false.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace sdvlite::frontend::project {

class Properties {
public:
    void set(std::string_view name, std::string value);
    /// The value; names don't mind case.
    std::optional<std::string> find(std::string_view name) const;

    /// `text` with every $(Name) replaced. Nothing when one is not known; `unknown` is then its name.
    std::optional<std::string> expand(std::string_view text, std::string& unknown) const;

private:
    std::map<std::string, std::string> values_;  // by lower-case name
};

/// Whether the condition holds; nothing when it can't be told. The empty condition holds.
std::optional<bool> holds(std::string_view condition, const Properties& properties);

}  // namespace sdvlite::frontend::project
