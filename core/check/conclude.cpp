// SPDX-License-Identifier: Apache-2.0
// From what the searches found to the verdict and its reason.
#include <algorithm>
#include <tuple>

#include "core/check/applicable.hpp"
#include "core/check/checker.hpp"
#include "core/model/lists.hpp"

namespace sdvlite::check {

std::string Checker::describe_holes(const ir::Program& p) const {
    const auto [proc, stmt] = *holes_.begin();
    const bool whole = stmt == ir::kNoStmt;
    const std::string why = whole ? p[proc].hole_reason : p[proc].body[stmt].text;
    const base::Span span = whole ? p[proc].span : p[proc].body[stmt].span;
    std::string out = "'" + p[proc].display_name + "' was not lowered (" + why + ") at " + p.sources.describe(span);
    if (holes_.size() > 1) out += ", and " + std::to_string(holes_.size() - 1) + " more place(s)";
    return out;
}

void Checker::add_assumptions() {
    auto& out = result_.assumptions;
    out.push_back("pointers that are first reached in different ways point to different objects until the driver compares them");
    out.push_back("pointers that memory or the system gives are aligned for what they point to");
    out.push_back("a pointer that is used as a record leads to such a record, and records overlap only where one is declared to hold the other");
    out.push_back("callbacks run one after another, a cancel routine after the dispatch routine that set it");
    if (model_ && model_->relies_on_own_fields()) out.push_back("a pointer to a record of which the driver has constant tables of functions only leads to one of them");
    if (model_ && model_->relies_on_domains()) out.push_back("a field of a device extension to which the driver only ever assigns a few constants holds one of them, or 0");
    bool takes_out = false;
    for (const ir::Proc& p : program_.procs) {
        if (p.origin != ir::Origin::Driver) continue;
        for (const ir::Stmt& s : p.body) {
            if (s.kind == ir::StmtKind::Call && s.proc.valid() && !takes_out) takes_out = model::takes_out(program_[s.proc]);
            if (s.kind == ir::StmtKind::Assume && s.stated) {
                out.push_back("stated at " + program_.sources.describe(s.span) + ": " + s.text);
            }
        }
    }
    if (takes_out) out.push_back("an entry that was taken out of a list is in no list until it is put into one");
    if (unmodelled_.empty()) return;
    std::string names;
    for (ir::ProcId p : unmodelled_) names += (names.empty() ? "" : ", ") + program_[p].display_name;
    out.push_back("DDIs without a model change only what their arguments point to: " + names);
}

void Checker::conclude() {
    for (Found& f : found_) {
        if (f.confirmed) {
            result_.defects.push_back(std::move(f.defect));
        } else {
            Unconfirmed u;
            u.message = f.defect.message;
            u.location = f.defect.location;
            u.function = f.defect.function;
            u.why = f.why;
            u.trace = std::move(f.defect.trace);
            result_.unconfirmed.push_back(std::move(u));
        }
    }
    sort_findings();
    result_.cut = cut_.empty() && ended_early_ ? "one defect being known, the search for others was ended after as long again" : cut_;
    if (!result_.defects.empty()) {
        result_.verdict = job_.property ? Verdict::Holds : Verdict::Defect;
        result_.reason = result_.defects.front().message;
    } else if (!cut_.empty()) {
        result_.verdict = Verdict::Inconclusive;
        result_.reason = cut_;
    } else if (!result_.unconfirmed.empty()) {
        result_.verdict = Verdict::Inconclusive;
        result_.reason = "a possible violation could be neither confirmed nor ruled out: " + result_.unconfirmed.front().why;
    } else if (!holes_.empty()) {
        result_.verdict = Verdict::Unsupported;
        result_.reason = describe_holes(model_ ? model_->program() : woven_->program);
    } else if (!applicable_) {
        no_event_possible();
    } else {
        result_.verdict = job_.property ? Verdict::DoesNotHold : Verdict::Pass;
        if (job_.property) result_.reason = "no run shows it";
        add_assumptions();
    }
}

void Checker::no_event_possible() {
    result_.verdict = job_.property ? Verdict::DoesNotHold : Verdict::NotApplicable;
    result_.reason = missing_events(program_, job_);
}

void Checker::sort_findings() {
    auto before = [this](const auto& a, const auto& b) {
        const auto key = [this](const auto& d) {
            return std::tuple(d.location.file.valid() ? program_.sources.file(d.location.file).path : std::string(), d.location.line,
                              d.location.column, d.message);
        };
        return key(a) < key(b);
    };
    std::sort(result_.defects.begin(), result_.defects.end(), before);
    std::sort(result_.unconfirmed.begin(), result_.unconfirmed.end(), before);
}

}  // namespace sdvlite::check
