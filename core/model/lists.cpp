// SPDX-License-Identifier: Apache-2.0
#include "core/model/lists.hpp"

#include <charconv>
#include <string_view>

namespace sdvlite::model {

namespace {

std::optional<std::uint32_t> parameter(const ir::Proc& proc, std::string_view number) {
    std::uint32_t n = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), n);
    if (error != std::errc() || end != number.data() + number.size() || n >= proc.param_count) return std::nullopt;
    return n;
}

}  // namespace

std::optional<ListEffect> list_effect(const ir::Proc& proc) {
    constexpr std::string_view kOut = "takes_out:", kIn = "puts_in:";
    ListEffect e;
    bool keeps = false;
    for (const std::string_view a : proc.annotations) {
        keeps = keeps || a == "keeps_lists";
        if (a == "takes_out:return") e.returns_entry = true;
        if (a.starts_with(kOut) && !e.takes_out) e.takes_out = parameter(proc, a.substr(kOut.size()));
        if (a.starts_with(kIn) && !e.puts_in) e.puts_in = parameter(proc, a.substr(kIn.size()));
    }
    if (!keeps && !e.returns_entry && !e.takes_out && !e.puts_in) return std::nullopt;
    return e;
}

bool takes_out(const ir::Proc& proc) {
    const auto effect = list_effect(proc);
    return effect && (effect->returns_entry || effect->takes_out);
}

}  // namespace sdvlite::model
