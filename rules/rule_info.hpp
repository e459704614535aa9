// SPDX-License-Identifier: Apache-2.0
// What stands beside a rule, in the rule.json of its folder: which driver model it is for, which
// harness it wants, what a driver must have for it to apply.
//
//   { "model": "wdm", "harness": ["callbacks", "lifecycle"], "kind": "rule", "severity": "error",
//     "requires": { "all_ddis": ["IoSetStartIoAttributes"], "any_roles": ["DRIVER_CANCEL"] },
//     "sets": ["locking"], "opt_in": false, "documentation": "https://…", "summary": "one sentence" }
//
// Every key may be missing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diag.hpp"
#include "core/base/source.hpp"

namespace sdvlite::rules {

enum class Harness {
    Callbacks, ///< one callback at a time, from an arbitrary state
    Lifecycle, ///< load, add device, callbacks in any order and number, unload
};

enum class RuleKind {
    Rule,     ///< `abort` is a violation
    Property, ///< `abort` means that the property holds
};

enum class RuleSeverity { Error, Warning, Note };

/// A rule applies to a driver that calls all of `all_ddis` and one of `any_ddis` at least, and has
/// callbacks of all of `all_roles` and of one of `any_roles`; it calls none of `no_ddis`. An empty list asks for
/// nothing.
/// Whether a driver fulfils it is not decided here.
struct Requirements {
    std::vector<std::string> all_ddis;
    std::vector<std::string> any_ddis;
    std::vector<std::string> no_ddis;
    std::vector<std::string> all_roles;
    std::vector<std::string> any_roles;
    /// Names of property rules, or of probes of the harness (sdv_CheckX), that hold for the driver, and that don't.
    std::vector<std::string> properties;
    std::vector<std::string> no_properties;
};

struct RuleInfo {
    std::string name;  ///< CancelSpinLock
    std::string model; ///< wdm, storport, …; empty when nothing says so (a user's bare .slic)
    std::string path;  ///< of the .slic
    /// In the order in which they are run.
    std::vector<Harness> harness = {Harness::Callbacks, Harness::Lifecycle};
    bool harness_stated = false; ///< a file beside the rule names them
    RuleKind kind = RuleKind::Rule;
    RuleSeverity severity = RuleSeverity::Error;
    Requirements requirements;
    std::vector<std::string> sets; ///< named sets that it belongs to
    bool opt_in = false;           ///< only run when asked for by its name
    std::string documentation;     ///< URL, or empty
    std::string summary;           ///< one sentence, or empty

    /// "wdm/CancelSpinLock"; without a model the name alone.
    std::string id() const { return model.empty() ? name : model + "/" + name; }
};

const char* to_string(Harness h);      ///< "callbacks", "lifecycle"
const char* to_string(RuleKind k);     ///< "rule", "property"
const char* to_string(RuleSeverity s); ///< "error", "warning", "note"

/// Reads `text`, the rule.json in `path`, into `info`; keys that are missing leave it as it is.
/// False, with errors in `diags`, when it is no JSON or something in it has no meaning.
bool read_rule_json(const std::string& text, std::string_view path, RuleInfo& info, base::SourceMap& sources,
                    base::DiagSink& diags);

} // namespace sdvlite::rules
