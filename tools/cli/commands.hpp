// SPDX-License-Identifier: Apache-2.0
// The subcommands. Each prints its output and returns the exit code.
#pragma once

#include "tools/cli/exit_codes.hpp"
#include "tools/cli/options.hpp"

namespace sdvlite::cli {

Exit run_check(const CheckOptions& options);
Exit run_scan(const ScanOptions& options);
Exit run_ir_print(const IrPrintOptions& options);
Exit run_ir_check(const IrCheckOptions& options);
Exit run_rules_list(const RulesListOptions& options);
Exit run_rules_show(const RulesShowOptions& options);
Exit run_rules_lint(const RulesLintOptions& options);
Exit run_rules_test(const RulesTestOptions& options);
Exit run_rules_new(const RulesNewOptions& options);
Exit run_rules_graph(const RulesGraphOptions& options);
Exit run_trace_show(const TraceShowOptions& options);
Exit run_trace_validate(const TraceValidateOptions& options);
Exit run_baseline_write(const BaselineWriteOptions& options);
Exit run_baseline_check(const BaselineCheckOptions& options);

}  // namespace sdvlite::cli
