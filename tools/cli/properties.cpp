// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/properties.hpp"

#include <mutex>
#include <optional>

#include <fmt/format.h>

#include "tools/cli/data_files.hpp"
#include "tools/cli/rule_text.hpp"

namespace sdvlite::cli {
namespace {

using check::Verdict;

constexpr std::string_view kProbe = "sdv_Check";

// A probe by its name is the shortest property there is.
std::string probe_rule(const std::string& name) { return fmt::format("{}.exit {{ if ($return) abort \"$fname is true.\"; }}\n", name); }

bool is_open(const check::Result& r) { return r.verdict == Verdict::Inconclusive || r.verdict == Verdict::Unsupported; }

check::Unconfirmed as_unconfirmed(check::Defect d, const std::string& why) {
    check::Unconfirmed out;
    out.message = std::move(d.message);
    out.location = d.location;
    out.function = std::move(d.function);
    out.why = why;
    out.trace = std::move(d.trace);
    return out;
}

}  // namespace

struct Properties::Property {
    rules::RuleInfo info;
    base::SourceMap sources;
    std::optional<automaton::Automaton> rule;
    std::once_flag once;
    check::Result result;
};

Properties::Property* Properties::compile(const rules::RuleInfo& rule, const std::string& name, Console& console) {
    const bool probe = name.starts_with(kProbe);
    base::DiagSink sink;
    auto property = std::make_shared<Property>();
    property->info.name = name;
    property->info.path = name;
    property->info.kind = rules::RuleKind::Property;
    property->info.harness = {rules::Harness::Callbacks};
    if (!probe) {
        if (!library_) library_ = rules::RuleLibrary::open(rule_library_folder(), property->sources, sink);
        const std::optional<rules::RuleInfo> found = library_->property(rule, name, property->sources, sink);
        if (found) property->info = *found;
        if (!found) property->info.path.clear();
    }
    std::shared_ptr<Property>& known = by_path_[property->info.path];
    if (!known && !property->info.path.empty()) {
        property->rule = probe ? rules::compile(probe_rule(name), name, compile_options(name, {}), property->sources, sink)
                               : compile_rule(property->info, includes_, property->sources, sink);
        if (property->rule) known = property;
    }
    console.show(sink, property->sources);
    by_name_[{rule.path, name}] = known;
    return known.get();
}

std::string Properties::add(const rules::RuleInfo& rule, Console& console) {
    for (const auto* list : {&rule.requirements.properties, &rule.requirements.no_properties}) {
        for (const std::string& name : *list) {
            if (compile(rule, name, console) == nullptr) return fmt::format("the property {} that it requires can't be checked", name);
        }
    }
    return {};
}

const check::Result& Properties::result(Property& property, const Check& check) {
    std::call_once(property.once, [&] { property.result = check(property.info, *property.rule); });
    return property.result;
}

std::string Properties::unmet(const rules::RuleInfo& rule, const Check& check) {
    const auto why = [](const check::Result& r) { return r.reason.empty() ? std::string() : ": " + r.reason; };
    for (const std::string& name : rule.requirements.properties) {
        const check::Result& r = result(*by_name_.at({rule.path, name}), check);
        const bool fails = r.verdict == Verdict::DoesNotHold || r.verdict == Verdict::NotApplicable;
        if (fails) return fmt::format("the property {} does not hold{}", name, why(r));
    }
    for (const std::string& name : rule.requirements.no_properties) {
        const check::Result& r = result(*by_name_.at({rule.path, name}), check);
        if (r.verdict == Verdict::Holds) return fmt::format("the property {} holds{}", name, why(r));
    }
    return {};
}

check::Result Properties::with_doubts(check::Result found, const rules::RuleInfo& rule, const Check& check) {
    if (found.verdict != Verdict::Defect) return found;
    for (const auto* list : {&rule.requirements.properties, &rule.requirements.no_properties}) {
        for (const std::string& name : *list) {
            const check::Result& r = result(*by_name_.at({rule.path, name}), check);
            if (!is_open(r)) continue;
            const char* needed = list == &rule.requirements.properties ? "holds" : "does not hold";
            found.verdict = r.verdict;
            found.reason = fmt::format("the rule is for drivers of which the property {} {}, and that was not found out: {}", name, needed, r.reason);
            for (check::Defect& d : found.defects) {
                found.unconfirmed.push_back(as_unconfirmed(std::move(d), fmt::format("it was not found out whether the property {} holds", name)));
            }
            found.defects.clear();
            return found;
        }
    }
    return found;
}

}  // namespace sdvlite::cli
