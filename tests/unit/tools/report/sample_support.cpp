// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/tools/report/sample_support.hpp"

namespace sdvlite::test {
namespace {

const char* const kDriver =
    "// caf\xe9\n"
    "NTSTATUS Read(PDEVICE_OBJECT d, PIRP irp)\n"
    "{\n"
    "    KIRQL irql;\n"
    "    IoAcquireCancelSpinLock(&irql);\n"
    "    Count();\n"
    "    if (irp->Cancel)\n"
    "        return STATUS_CANCELLED; /* \x1b[31m */\n"
    "    IoReleaseCancelSpinLock(irql);\n"
    "    return STATUS_SUCCESS;\n"
    "}\n";

const char* const kRule = "state { enum {unlocked, locked} s = unlocked; }\n";

base::Span at(base::FileId file, std::uint32_t line, std::uint32_t column) { return {file, line, column, 0, 0}; }

trace::Step step(trace::StepKind kind, std::int64_t parent, std::uint32_t depth, base::Span span, std::string text,
                 bool relevant) {
    trace::Step s;
    s.kind = kind;
    s.parent = parent;
    s.depth = depth;
    s.span = span;
    s.function = "Read";
    s.text = std::move(text);
    s.relevant = relevant;
    return s;
}

trace::Trace make_trace(base::FileId file, base::FileId model) {
    using trace::StepKind;
    trace::Trace t;
    t.rule = "CancelSpinLock";
    t.message = "The dispatch routine returns with the cancel spin lock held.";
    t.confirmed = true;
    t.entry_role = "DRIVER_DISPATCH";
    t.entry_function = "Read";
    t.initial = {{"irp->Cancel", "1"}};
    t.steps.push_back(step(StepKind::Enter, -1, 0, at(file, 2, 10), "Read(d, irp)", false));
    t.steps.push_back(step(StepKind::Call, 0, 1, at(file, 5, 5), "IoAcquireCancelSpinLock(&irql)", true));
    t.steps.back().event = trace::Event{"IoAcquireCancelSpinLock", true};
    t.steps.back().rule_before = {{"s", "unlocked"}, {"depth", "0"}};
    t.steps.back().rule_after = {{"s", "locked"}, {"depth", "0"}};
    t.steps.back().rule_matters = {"s"};
    t.steps.push_back(step(StepKind::Statement, 1, 2, at(model, 3, 1), "sdv_irql_current = 2", false));
    t.steps.back().origin = ir::Origin::OsModel;
    t.steps.push_back(step(StepKind::Statement, 1, 2, at(model, 4, 1), "*irql = sdv_irql_previous", true));
    t.steps.back().origin = ir::Origin::OsModel;
    t.steps.back().writes = {{"*irql", "0"}};
    t.steps.push_back(step(StepKind::SummarisedCall, 0, 1, at(file, 6, 5), "Count()", false));
    t.steps.push_back(step(StepKind::Branch, 0, 1, at(file, 7, 9), "if (irp->Cancel)", true));
    t.steps.back().branch = true;
    t.steps.push_back(step(StepKind::Return, 0, 1, at(file, 8, 9), "return STATUS_CANCELLED; /* \x1b[31m */", true));
    t.steps.push_back(step(StepKind::Violation, 0, 1, at(file, 8, 9), t.message, true));
    for (std::size_t i = 0; i < t.steps.size(); ++i) t.steps[i].id = static_cast<std::uint32_t>(i);
    return t;
}

report::RuleResult defect_rule(base::FileId file, base::FileId model) {
    report::RuleResult r;
    r.rule = "CancelSpinLock";
    r.model = "wdm";
    r.file = "rules/wdm/CancelSpinLock/CancelSpinLock.slic";
    r.source = kRule;
    r.result.verdict = check::Verdict::Defect;
    check::Defect d;
    d.trace = make_trace(file, model);
    d.message = d.trace.message;
    d.location = at(file, 8, 9);
    d.function = "Read";
    d.entry_role = "DRIVER_DISPATCH";
    d.entry_function = "Read";
    d.depends_on = {"IoFrobnicate"};
    r.result.defects.push_back(std::move(d));
    check::Unconfirmed u;
    u.message = "IoReleaseCancelSpinLock without an acquire.";
    u.location = at(file, 9, 5);
    u.function = "Read";
    u.why = "the path relies on what Count does, whose body could not be lowered";
    r.result.unconfirmed.push_back(std::move(u));
    return r;
}

report::RuleResult simple_rule(std::string name, check::Verdict verdict, std::string reason) {
    report::RuleResult r;
    r.rule = std::move(name);
    r.model = "wdm";
    r.result.verdict = verdict;
    r.result.reason = std::move(reason);
    return r;
}

}  // namespace

void make_sample(Sample& sample) {
    const base::FileId file = sample.sources.add("drv/read.c", kDriver);
    const base::FileId model = sample.sources.add("os/wdm.dir", "a\nb\nsdv_irql_current = 2;\n*irql = sdv_irql_previous;\n");
    report::Report& r = sample.report;
    r.sources = &sample.sources;
    r.tool_version = "1.2.3";
    r.driver = {"drv", "wdm", {"drv/read.c"}};
    r.coverage.functions = 3;
    r.coverage.lowered = 2;
    r.coverage.havocked = {{"Count", at(file, 6, 5), "inline assembly"}};
    r.coverage.unmodelled_ddis = {"IoFrobnicate"};
    r.coverage.entry_points = {{"DRIVER_DISPATCH", "IRP_MJ_READ", "Read", at(file, 2, 10), "registration"}};
    r.rules.push_back(defect_rule(file, model));
    r.rules.push_back(simple_rule("SpinLock", check::Verdict::Pass, ""));
    r.rules.back().result.assumptions = {"Objects first reached through different inputs are different."};
    r.rules.push_back(simple_rule("IrqlZwPassive", check::Verdict::Inconclusive,
                                  "the time limit of 60 s was reached; raise it with --timeout"));
    r.rules.push_back(simple_rule("Broken", check::Verdict::InputError, "1 error, see above"));
    report::RuleResult& broken = r.rules.back();
    broken.file = "Broken.slic";
    broken.result.diagnostics = {{base::Severity::Error, at(broken.sources.add("Broken.slic", "stat {}"), 1, 1),
                                  "'stat' is not known", {}, {}}};
    for (report::RuleResult& rule : r.rules) report::add_fingerprints(rule, sample.sources);
}

}  // namespace sdvlite::test
