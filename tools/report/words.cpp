// SPDX-License-Identifier: Apache-2.0
#include "tools/report/words.hpp"

namespace sdvlite::report {

const char* word(trace::StepKind kind) {
    switch (kind) {
        case trace::StepKind::Enter: return "enter";
        case trace::StepKind::Call: return "call";
        case trace::StepKind::SummarisedCall: return "summarised-call";
        case trace::StepKind::Return: return "return";
        case trace::StepKind::Statement: return "statement";
        case trace::StepKind::Branch: return "branch";
        case trace::StepKind::Assume: return "assume";
        case trace::StepKind::Rule: return "rule";
        case trace::StepKind::Violation: break;
    }
    return "violation";
}

const char* word(ir::Origin origin) {
    switch (origin) {
        case ir::Origin::Driver: return "driver";
        case ir::Origin::OsModel: return "os-model";
        case ir::Origin::Harness: return "harness";
        case ir::Origin::Rule: break;
    }
    return "rule";
}

const char* word(check::Search search) { return search == check::Search::Bfs ? "bfs" : "dfs"; }

const char* readable(check::Verdict verdict) {
    switch (verdict) {
        case check::Verdict::Pass: return "pass";
        case check::Verdict::Defect: return "defect";
        case check::Verdict::NotApplicable: return "not applicable";
        case check::Verdict::Inconclusive: return "inconclusive";
        case check::Verdict::Unsupported: return "unsupported";
        case check::Verdict::Holds: return "holds";
        case check::Verdict::DoesNotHold: return "does not hold";
        case check::Verdict::InputError: break;
    }
    return "input error";
}

}  // namespace sdvlite::report
