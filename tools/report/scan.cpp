// SPDX-License-Identifier: Apache-2.0
#include "tools/report/scan.hpp"

#include <fmt/format.h>

#include "tools/report/encoding.hpp"
#include "tools/report/json_parts.hpp"
#include "tools/report/style.hpp"

namespace sdvlite::report {
namespace {

std::string where(const base::SourceMap& sources, const base::Span& span) {
    return span.known() ? printable(sources.describe(span)) : "";
}

}  // namespace

std::string scan_text(const Scan& scan, const base::SourceMap& sources, const TextOptions& options) {
    std::string out = toned(printable(scan.driver.name), Tone::Strong, options.color);
    if (!scan.driver.model.empty()) out += fmt::format(" ({})", printable(scan.driver.model));
    if (!scan.driver.limits.empty()) out += ": " + printable(scan.driver.limits);
    out += "\n\n";
    if (scan.coverage.entry_points.empty()) out += "no entry points found\n";
    std::vector<std::vector<Cell>> rows = {{{"ROLE"}, {"FUNCTION"}, {"FOUND BY"}, {"AT"}}};
    for (const EntryPoint& e : scan.coverage.entry_points) {
        const std::string role = e.detail.empty() ? e.role : e.role + " " + e.detail;
        rows.push_back({{printable(role)}, {printable(e.function)}, {printable(e.found_by)}, {where(sources, e.span)}});
    }
    if (rows.size() > 1) out += table(rows, options.width, options.color);
    for (const Note& n : scan.coverage.notes) {
        const std::string at = where(sources, n.span);
        out += paragraph("note: ", at.empty() ? printable(n.message) : at + ": " + printable(n.message), 2, options.width);
    }
    return out;
}

std::string scan_json(const Scan& scan, const base::SourceMap& sources) {
    Json readers = Json::array();
    for (const std::vector<std::string>& command : scan.readers) readers.push_back(texts(command));
    const Json out = {{"schema", "sdvlite-scan/1"},
                      {"driver", driver_json(scan.driver)},
                      {"unsupported", scan.unsupported.empty() ? Json(nullptr) : text(scan.unsupported)},
                      {"unread_files", unread_json(scan.coverage)},
                      {"entry_points", entry_points_json(scan.coverage, sources)},
                      {"lowering", lowering_json(scan.coverage, sources)},
                      {"functions", functions_json(scan.coverage, sources)},
                      {"readers", std::move(readers)},
                      {"notes", notes_json(scan.coverage, sources)}};
    return out.dump(2) + "\n";
}

}  // namespace sdvlite::report
