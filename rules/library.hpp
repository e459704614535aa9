// SPDX-License-Identifier: Apache-2.0
// Finding rules: in a library folder, without a list to keep, and by what a user writes after
// --rules. A library is laid out as
//
//   <folder>/<model>/<Rule>/<Rule>.slic   with rule.json, README.md and examples beside it.
//
// Nothing is compiled here; rules/compiler does that with RuleInfo::path.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/automaton/automaton.hpp"
#include "core/base/diag.hpp"
#include "core/base/source.hpp"
#include "rules/rule_info.hpp"

namespace sdvlite::rules {

class RuleLibrary {
  public:
    /// Every rule below `folder`, ordered by model and name. A folder that can't be read and a
    /// rule.json with a mistake are errors in `diags`; such a rule is left out.
    static RuleLibrary open(const std::string& folder, base::SourceMap& sources, base::DiagSink& diags);

    const std::vector<RuleInfo>& rules() const { return rules_; }
    /// The rules of one driver model; what a check runs by default.
    std::vector<RuleInfo> of_model(std::string_view model) const;

    /// The rules that `selector` means:
    ///   a name (CancelSpinLock), or model/name; letter case does not matter
    ///   a glob with * and ?, of names or of model/name (Irql*, storport/*); finds no opt-in rules
    ///   a file .slic; a file .sdv (a selector on each line, blank lines are skipped), or the name of one that
    ///   lies beside the rules of `model` (Locking.sdv)
    ///   a folder: every .slic in it and below it
    /// A name or glob without a model means the rules of `model`, and those of all models when
    /// `model` is empty. No rule twice. What can't be found is an error in `diags`, with a suggestion.
    std::vector<RuleInfo> select(const std::string& selector, std::string_view model, base::SourceMap& sources,
                                 base::DiagSink& diags) const;

    /// Several selectors, in their order, no rule twice.
    std::vector<RuleInfo> select_all(const std::vector<std::string>& selectors, std::string_view model,
                                     base::SourceMap& sources, base::DiagSink& diags) const;

    /// The property rule that the rule `of` means by a name in its `requires`: one beside it (in a folder of its own or
    /// in the same one), else one of the library. Nothing, with an error in `diags`, when there is none.
    std::optional<RuleInfo> property(const RuleInfo& of, const std::string& name, base::SourceMap& sources,
                                     base::DiagSink& diags) const;

  private:
    std::string folder_;
    std::vector<RuleInfo> rules_;
};

/// What is known of the rule in the file `slic`: from the rule.json beside it when the file is the
/// rule of that folder, else the default. False after an error.
bool read_rule_info(const std::string& slic, RuleInfo& info, base::SourceMap& sources, base::DiagSink& diags);

/// Whether the file `slic` is the rule of its folder: named like it, as in CancelSpinLock/CancelSpinLock.slic.
bool is_rule_of_folder(const std::string& slic);
/// The harnesses that a rule is run with. A rule whose state belongs to one object (`with guard`) was written for runs
/// with a single one: unless a file beside it says otherwise, it is run with single callbacks only.
std::vector<Harness> harnesses_for(const RuleInfo& info, const automaton::Automaton& rule);

/// What `rules show` prints about a compiled rule.
struct RuleDescription {
    std::string header;                ///< text of the comment at the start of the file
    std::vector<std::string> ddis;     ///< functions in its events, in order of appearance
    std::vector<std::string> roles;    ///< roles in its events
    std::vector<std::string> states;   ///< one line for each state variable
    std::vector<std::string> messages; ///< of its aborts
};
RuleDescription describe(const automaton::Automaton& rule);

/// Whether `name` fits `pattern` (* any text, ? any character), without regard to letter case.
bool glob_match(std::string_view pattern, std::string_view name);

} // namespace sdvlite::rules
