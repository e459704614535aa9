// SPDX-License-Identifier: Apache-2.0
// What the documentation says of the functions of a driver interface, as a value without any name in it: how many
// arguments each takes, and at which interrupt levels it may be called. A gap of the documentation is a gap here.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sdvlite::base {

/// Interrupt levels, both ends included.
struct LevelRange {
    std::int64_t least = 0;
    std::int64_t most = 0;

    bool holds(std::int64_t level) const { return least <= level && level <= most; }
    friend bool operator==(LevelRange a, LevelRange b) { return a.least == b.least && a.most == b.most; }
};

struct DdiFacts {
    std::string name;
    bool callback = false;                ///< the driver supplies it: the name is that of its type
    std::optional<std::uint32_t> arity;   ///< documented parameters; nothing when they are not known
    bool variadic = false;                ///< more arguments may follow
    std::optional<LevelRange> level;      ///< where it may be called; nothing when that depends, or is not known
    std::vector<std::string> headers;     ///< that declare it

    /// Whether an argument of this number (from 1) can exist, as far as is known.
    bool has_argument(std::uint32_t number) const { return variadic || !arity || number <= *arity; }
};

/// A level's name and the numbers that it stands for.
struct LevelName {
    std::string name;
    LevelRange range;
};

struct DdiTable {
    std::vector<LevelName> levels;                               ///< lowest first
    std::map<std::string, DdiFacts, std::less<>> functions;      ///< by name
    std::map<std::string, std::string, std::less<>> aliases;     ///< other name -> documented name

    /// The facts of `name`, of the documented name when `name` is another one; null when nothing is known.
    const DdiFacts* find(std::string_view name) const {
        auto it = functions.find(name);
        if (it != functions.end()) return &it->second;
        const auto alias = aliases.find(name);
        if (alias != aliases.end()) it = functions.find(alias->second);
        return it == functions.end() ? nullptr : &it->second;
    }
    const LevelName* find_level(std::string_view name) const {
        for (const LevelName& l : levels)
            if (l.name == name) return &l;
        return nullptr;
    }
    /// The name of the level that `number` is, or the number when it has none.
    std::string level_name(std::int64_t number) const {
        for (const LevelName& l : levels)
            if (l.range.holds(number)) return l.name;
        return std::to_string(number);
    }
    /// Whether `range` allows every level.
    bool is_any(LevelRange range) const {
        return levels.empty() || (range.least <= levels.front().range.least && range.most >= levels.back().range.most);
    }
};

} // namespace sdvlite::base
