// SPDX-License-Identifier: Apache-2.0
#include "rules/lint/interface.hpp"

namespace sdvlite::rules {
namespace {

constexpr std::string_view kPrefix = "sdv_";

} // namespace

std::string_view Interface::without_prefix(std::string_view name) const {
    const bool own = !name.starts_with(kPrefix) || functions.contains(name);
    return own ? name : name.substr(kPrefix.size());
}

std::optional<Signature> Interface::find_function(std::string_view written) const {
    const std::string_view name = without_prefix(written);
    const base::DdiFacts* facts = ddis != nullptr ? ddis->find(name) : nullptr;
    if (facts != nullptr && facts->callback) facts = nullptr;
    auto known = functions.find(name);
    if (known == functions.end() && facts != nullptr) known = functions.find(facts->name);
    if (known == functions.end() && facts == nullptr) return std::nullopt;
    Signature out;
    if (known != functions.end()) out = known->second;
    if (facts != nullptr && facts->arity) {
        out.arity = facts->arity;
        out.variadic = facts->variadic;
    }
    return out;
}

std::optional<Signature> Interface::find(const automaton::EventName& name) const {
    if (name.kind == automaton::NameKind::Function) return find_function(name.name);
    const auto it = roles.find(name.name);
    return it == roles.end() ? std::nullopt : std::optional(it->second);
}

bool Interface::is_callback_type(std::string_view name) const {
    if (roles.contains(name)) return true;
    const base::DdiFacts* facts = ddis != nullptr ? ddis->find(name) : nullptr;
    return facts != nullptr && facts->callback;
}

std::vector<std::string> Interface::function_names() const {
    std::vector<std::string> out;
    for (const auto& [name, signature] : functions) out.push_back(name);
    if (ddis == nullptr) return out;
    for (const auto& [name, facts] : ddis->functions) {
        if (!facts.callback) out.push_back(name);
    }
    return out;
}

std::vector<std::string> Interface::role_names() const {
    std::vector<std::string> out;
    for (const auto& [name, signature] : roles) out.push_back(name);
    return out;
}

} // namespace sdvlite::rules
