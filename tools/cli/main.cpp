// SPDX-License-Identifier: Apache-2.0
// The command `sdvlite`: parse the command line, run the subcommand, turn what could not be
// foreseen into a message and an exit code.
#include <malloc.h>

#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <variant>
#include <vector>

#include "tools/cli/commands.hpp"
#include "tools/cli/console.hpp"

namespace {

using namespace sdvlite::cli;

struct Run {
    Exit operator()(const CheckOptions& o) const { return run_check(o); }
    Exit operator()(const ScanOptions& o) const { return run_scan(o); }
    Exit operator()(const IrPrintOptions& o) const { return run_ir_print(o); }
    Exit operator()(const IrCheckOptions& o) const { return run_ir_check(o); }
    Exit operator()(const RulesListOptions& o) const { return run_rules_list(o); }
    Exit operator()(const RulesShowOptions& o) const { return run_rules_show(o); }
    Exit operator()(const RulesLintOptions& o) const { return run_rules_lint(o); }
    Exit operator()(const RulesTestOptions& o) const { return run_rules_test(o); }
    Exit operator()(const RulesNewOptions& o) const { return run_rules_new(o); }
    Exit operator()(const RulesGraphOptions& o) const { return run_rules_graph(o); }
    Exit operator()(const TraceShowOptions& o) const { return run_trace_show(o); }
    Exit operator()(const TraceValidateOptions& o) const { return run_trace_validate(o); }
    Exit operator()(const BaselineWriteOptions& o) const { return run_baseline_write(o); }
    Exit operator()(const BaselineCheckOptions& o) const { return run_baseline_check(o); }
};

Exit run(const std::vector<std::string>& arguments) {
    const Parsed parsed = parse_command_line(arguments);
    if (!parsed.error.empty()) Console().error(parsed.error, parsed.hint);
    std::fputs(parsed.out.c_str(), stdout);
    return parsed.run ? std::visit(Run(), parsed.command) : static_cast<Exit>(parsed.exit_code);
}

}  // namespace

int main(int argc, char** argv) {
    // Rules come and go with tens of megabytes each: memory that one gave back is for the next, not for the kernel.
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
    mallopt(M_MMAP_THRESHOLD, 64 << 20);
    Exit code = Exit::BadInput;
    try {
        code = run({argv + 1, argv + argc});
    } catch (const std::bad_alloc&) {
        Console().error("out of memory", "give the search less with --memory, or work on fewer rules at once with --jobs");
        code = Exit::Inconclusive;
    } catch (const std::exception& e) {
        Console().error(std::string("internal error: ") + e.what(), "this is a bug of sdvlite; please report it with the input");
        code = Exit::Inconclusive;
    }
    // A report that did not reach its reader is no success.
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        Console().error("can't write to standard output");
        code = graver(code, Exit::BadInput);
    }
    return static_cast<int>(code);
}
