// SPDX-License-Identifier: Apache-2.0
// sdvlite scan: the entry points of a driver, and how each was found.
#include <fmt/format.h>

#include "tools/cli/commands.hpp"
#include "tools/cli/load.hpp"
#include "tools/cli/output.hpp"
#include "tools/report/scan.hpp"

namespace sdvlite::cli {

Exit run_scan(const ScanOptions& options) {
    Console console(options.driver.color);
    const std::optional<LoadedDriver> driver = load(options.driver, Depth::Scan, console);
    if (!driver) return Exit::BadInput;
    const base::SourceMap& sources = driver->prepared.program.sources;
    const report::Scan scan = {driver->driver, driver->prepared.unsupported, driver->coverage, driver->readers};
    const bool written = write_outputs(options.outputs, console, [&](Format format, bool to_stdout) {
        if (format == Format::Json) return report::scan_json(scan, sources);
        report::TextOptions text;
        text.color = to_stdout ? console.color_out() : options.driver.color == ColorWhen::Always;
        if (to_stdout) text.width = console.width();
        return report::scan_text(scan, sources, text);
    });
    return written ? Exit::Fine : Exit::BadInput;
}

}  // namespace sdvlite::cli
