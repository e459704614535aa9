// SPDX-License-Identifier: Apache-2.0
// The meaning of the exit code, in one place. Scripts rely on it.
#pragma once

#include "tools/report/report.hpp"

namespace sdvlite::cli {

enum class Exit : int {
    Fine = 0,          ///< nothing wrong: passes, what is not applicable, properties, suppressed defects
    Defect = 1,
    BadInput = 2,      ///< usage, files, rules
    Inconclusive = 3,  ///< inconclusive or unsupported
};

/// The graver of two: 2, then 1, then 3, then 0.
inline Exit graver(Exit a, Exit b) {
    const auto rank = [](Exit e) { return e == Exit::BadInput ? 3 : e == Exit::Defect ? 2 : e == Exit::Inconclusive ? 1 : 0; };
    return rank(a) >= rank(b) ? a : b;
}

inline Exit exit_code(const report::RuleResult& rule, bool fail_on_inconclusive) {
    switch (rule.result.verdict) {
        case check::Verdict::Pass:
        case check::Verdict::NotApplicable:
        case check::Verdict::Holds:
        case check::Verdict::DoesNotHold: return Exit::Fine;
        case check::Verdict::Defect: return report::all_suppressed(rule) ? Exit::Fine : Exit::Defect;
        case check::Verdict::Inconclusive:
        case check::Verdict::Unsupported: return fail_on_inconclusive ? Exit::Inconclusive : Exit::Fine;
        case check::Verdict::InputError: break;
    }
    return Exit::BadInput;
}

inline Exit exit_code(const report::Report& report) {
    Exit code = Exit::Fine;
    for (const report::RuleResult& rule : report.rules) {
        code = graver(code, exit_code(rule, report.options.fail_on_inconclusive));
    }
    return code;
}

}  // namespace sdvlite::cli
