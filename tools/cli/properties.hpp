// SPDX-License-Identifier: Apache-2.0
// Preconditions that are rules themselves: the property rules and probes that a rule names in its `requires`. Each is
// checked on the driver at most once, by the first rule that asks.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/check/check.hpp"
#include "rules/library.hpp"
#include "tools/cli/console.hpp"

namespace sdvlite::cli {

class Properties {
public:
    using Check = std::function<check::Result(const rules::RuleInfo&, const automaton::Automaton&)>;

    explicit Properties(std::vector<std::string> rule_includes) : includes_(std::move(rule_includes)) {}

    /// Finds and compiles what `rule` requires. Empty, else what is wrong with it; the messages are on `console`.
    std::string add(const rules::RuleInfo& rule, Console& console);

    /// Why the rule does not apply to the driver, or nothing. A property that was not found out keeps no rule from being
    /// checked. Safe to call from several threads, after the last add().
    std::string unmet(const rules::RuleInfo& rule, const Check& check);
    /// A result whose defects rest on a property that was not found out says so instead: inconclusive or unsupported, as the
    /// property is. That no path breaks the rule rests on none.
    check::Result with_doubts(check::Result result, const rules::RuleInfo& rule, const Check& check);

private:
    struct Property;
    using Key = std::pair<std::string, std::string>;  // the rule that names it, the name

    Property* compile(const rules::RuleInfo& rule, const std::string& name, Console& console);
    const check::Result& result(Property& property, const Check& check);

    std::vector<std::string> includes_;
    std::optional<rules::RuleLibrary> library_;  // opened when a rule requires a property
    std::map<std::string, std::shared_ptr<Property>> by_path_;
    std::map<Key, std::shared_ptr<Property>> by_name_;
};

}  // namespace sdvlite::cli
