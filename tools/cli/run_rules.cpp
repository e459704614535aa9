// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/run_rules.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "tools/cli/data_files.hpp"
#include "tools/cli/parallel.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/properties.hpp"
#include "tools/cli/read_driver.hpp"
#include "tools/cli/rule_text.hpp"
#include "tools/cli/suppress.hpp"

namespace sdvlite::cli {
namespace {

// The entry procedures that every model's harness file calls so.
constexpr const char* kCallbacks = "sdv_main_callbacks";
constexpr const char* kLifecycle = "sdv_main_lifecycle";

/// A rule on its way: compiled, or with the messages that say why not.
struct Run {
    const rules::RuleInfo* info = nullptr;
    std::optional<automaton::Automaton> rule;
    report::RuleResult out;
};

void compile_run(Run& run, const CheckOptions& options, Console& console) {
    run.out.rule = run.info->name;
    run.out.model = run.info->model;
    run.out.file = run.info->path;
    base::DiagSink sink;
    run.rule = compile_rule(*run.info, options.rule_includes, run.out.sources, sink);
    console.show(sink, run.out.sources);
    report::RuleAbout& about = run.out.about;
    about = {run.info->summary, "", run.info->documentation, rules::to_string(run.info->severity), run.info->sets};
    if (run.rule) {
        run.out.source = run.rule->source;
        about.text = rules::describe(*run.rule).header;
        return;
    }
    run.out.result.verdict = check::Verdict::InputError;
    run.out.result.reason = fmt::format("the rule has {} error{}", sink.errors(), sink.errors() == 1 ? "" : "s");
    run.out.result.diagnostics = sink.all();
}

void require_properties(Run& run, Properties& properties, Console& console) {
    const std::string wrong = properties.add(*run.info, console);
    if (wrong.empty()) return;
    run.rule.reset();
    run.out.result.verdict = check::Verdict::InputError;
    run.out.result.reason = wrong;
}

// "At least one of each list" is how a job says both any and all.
std::vector<std::vector<std::string>> required(const std::vector<std::string>& all, const std::vector<std::string>& any) {
    std::vector<std::vector<std::string>> out;
    for (const std::string& one : all) out.push_back({one});
    if (!any.empty()) out.push_back(any);
    return out;
}

check::Job make_job(const LoadedDriver& driver, const rules::RuleInfo& info, const automaton::Automaton& rule) {
    const std::vector<std::string>& entries = driver.prepared.entries;
    check::Job job;
    job.rule = &rule;
    job.property = info.kind == rules::RuleKind::Property;
    job.aliases = driver.aliases;
    for (const rules::Harness h : rules::harnesses_for(info, rule)) {
        const char* entry = h == rules::Harness::Callbacks ? kCallbacks : kLifecycle;
        if (std::find(entries.begin(), entries.end(), entry) == entries.end()) continue;
        job.harnesses.emplace_back(entry);
        if (h == rules::Harness::Callbacks) job.arbitrary_state.emplace_back(entry);
    }
    job.required_ddis = required(info.requirements.all_ddis, info.requirements.any_ddis);
    job.excluded_ddis = info.requirements.no_ddis;
    job.required_roles = required(info.requirements.all_roles, info.requirements.any_roles);
    return job;
}

check::Result verdict(check::Verdict v, std::string reason) {
    check::Result out;
    out.verdict = v;
    out.reason = std::move(reason);
    return out;
}

// What was not looked at may break the rule: then there is no pass. Defects stay what they are.
check::Result with_limits(check::Result result, const LoadedDriver& driver) {
    const std::string unread = unread_text(driver.coverage.unread);
    const bool pass = result.verdict == check::Verdict::Pass || result.verdict == check::Verdict::DoesNotHold;
    const bool rests_on_all = pass || result.verdict == check::Verdict::NotApplicable;
    if (rests_on_all && !unread.empty()) return verdict(check::Verdict::Unsupported, "no path breaks it, but " + unread);
    if (pass && !driver.prepared.limited.empty()) {
        return verdict(check::Verdict::Unsupported, "no path breaks it, but " + driver.prepared.limited);
    }
    return result;
}

check::Result check_rule(const LoadedDriver& driver, const check::Subject& subject, const rules::RuleInfo& info, const automaton::Automaton& rule,
                         const check::Options& options) {
    const check::Job job = make_job(driver, info, rule);
    if (job.harnesses.empty()) {
        return verdict(check::Verdict::Unsupported,
                       fmt::format("the model {} has no harness of the kind that the rule asks for", driver.prepared.model));
    }
    check::Options engine = options;
    if (job.property) engine.first = true;  // one run that shows it is enough
    return with_limits(check::check(subject, job, engine), driver);
}

check::Result check_run(const LoadedDriver& driver, const check::Subject& subject, const Run& run, Properties& properties,
                        const check::Options& options) {
    if (options.interrupted->load()) return verdict(check::Verdict::Inconclusive, "interrupted before it was begun");
    if (!driver.prepared.unsupported.empty()) {
        return verdict(check::Verdict::Unsupported, fmt::format("the driver is of the model {}: {}", driver.prepared.model,
                                                                driver.prepared.unsupported));
    }
    if (driver.coverage.entry_points.empty()) {
        constexpr const char* kNone = "no entry point was found in the driver";
        const std::size_t lost = driver.coverage.functions - driver.coverage.lowered;
        if (lost == 0) return verdict(check::Verdict::NotApplicable, kNone);
        // What was lost may have been what registers them.
        return verdict(check::Verdict::Unsupported, fmt::format("{}; of its functions {} of {} {} not lowered", kNone, lost,
                                                                driver.coverage.functions, lost == 1 ? "was" : "were"));
    }
    const auto one = [&](const rules::RuleInfo& info, const automaton::Automaton& rule) { return check_rule(driver, subject, info, rule, options); };
    const std::string unmet = properties.unmet(*run.info, one);
    if (!unmet.empty()) return verdict(check::Verdict::NotApplicable, unmet);
    return properties.with_doubts(one(*run.info, *run.rule), *run.info, one);
}

}  // namespace

ChosenRules choose_rules(const std::vector<std::string>& selectors, const std::string& model, Console& console) {
    base::SourceMap sources;
    base::DiagSink sink;
    const rules::RuleLibrary library = rules::RuleLibrary::open(rule_library_folder(), sources, sink);
    ChosenRules out;
    out.rules = selectors.empty() ? library.of_model(model) : library.select_all(selectors, model, sources, sink);
    if (selectors.empty()) std::erase_if(out.rules, [](const rules::RuleInfo& r) { return r.opt_in; });
    out.good = !sink.has_errors();
    console.show(sink, sources);
    return out;
}

std::vector<report::RuleResult> run_rules(const LoadedDriver& driver, const std::vector<rules::RuleInfo>& rules,
                                          const CheckOptions& options, const std::atomic<bool>& interrupted,
                                          Console& console) {
    std::vector<Run> runs(rules.size());
    Properties properties(options.rule_includes);
    for (std::size_t i = 0; i < rules.size(); ++i) {
        runs[i].info = &rules[i];
        compile_run(runs[i], options, console);
        if (runs[i].rule) require_properties(runs[i], properties, console);
    }
    check::Options engine = options.engine;
    engine.interrupted = &interrupted;
    const check::Subject subject(driver.prepared.program);
    {
        Progress progress(runs.size(), console.err_is_terminal() && !options.driver.quiet);
        for_each_index(runs.size(), options.driver.jobs, [&](std::size_t i) {
            progress.started(runs[i].info->name);
            if (runs[i].rule) runs[i].out.result = check_run(driver, subject, runs[i], properties, engine);
            progress.finished(runs[i].info->name);
        });
    }
    std::vector<report::RuleResult> out;
    for (Run& run : runs) {
        if (run.rule) {  // what could not be bound to this driver
            base::DiagSink sink;
            for (const base::Diagnostic& d : run.out.result.diagnostics) {
                const auto same = [&](const base::Diagnostic& x) { return x.span == d.span && x.message == d.message; };
                if (std::none_of(sink.all().begin(), sink.all().end(), same)) sink.add(d);  // once, not for each call
            }
            console.show(sink, run.out.sources);
        }
        run.out.automaton = std::move(run.rule);
        report::add_fingerprints(run.out, driver.prepared.program.sources);
        apply_suppressions(run.out, driver.prepared.program.sources, console);
        out.push_back(std::move(run.out));
    }
    return out;
}

}  // namespace sdvlite::cli
