// SPDX-License-Identifier: Apache-2.0
// sdvlite ir: a driver as IR text, and files of IR text checked.
#include <cstdio>

#include "core/ir/print.hpp"
#include "frontend/dir/reader.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"
#include "tools/cli/read_driver.hpp"

namespace sdvlite::cli {
namespace {

bool check_file(const std::string& path, Console& console) {
    std::string error;
    const std::optional<std::string> text = read_file(path, error, frontend::dir::kMaxFileBytes);
    if (!text) {
        console.error(error);
        return false;
    }
    ir::Program program;
    base::DiagSink sink;
    const bool good = frontend::dir::read_program(*text, path, program, sink);
    console.show(sink, program.sources);
    return good;
}

void print(const ir::Program& program, const IrPrintOptions& options) {
    ir::PrintOptions how;
    how.places = !options.no_places;
    std::fputs(ir::print(program, how).c_str(), stdout);
}

}  // namespace

Exit run_ir_print(const IrPrintOptions& options) {
    Console console(options.driver.color);
    if (options.linked) {
        const std::optional<LoadedDriver> driver = load(options.driver, Depth::Check, console);
        if (!driver) return Exit::BadInput;
        print(driver->prepared.program, options);
        return Exit::Fine;
    }
    const std::optional<Inputs> inputs = find_inputs(options.driver.inputs, input_options(options.driver), console);
    if (!inputs) return Exit::BadInput;
    Reading reading;
    const std::optional<ir::Program> driver = read_driver(options.driver, *inputs, console, reading);
    if (!driver) return Exit::BadInput;
    if (!reading.unread.empty()) console.warning(unread_text(reading.unread));
    print(*driver, options);
    return Exit::Fine;
}

Exit run_ir_check(const IrCheckOptions& options) {
    Console console(options.color);
    Exit code = Exit::Fine;
    for (const std::string& file : options.files) {
        if (!check_file(file, console)) code = Exit::BadInput;
    }
    return code;
}

}  // namespace sdvlite::cli
