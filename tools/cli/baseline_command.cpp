// SPDX-License-Identifier: Apache-2.0
// sdvlite baseline: accepted defects, written from a run's results and compared with them.
#include <algorithm>
#include <cstdio>

#include <sys/stat.h>

#include <fmt/format.h>

#include "tools/cli/baseline.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/report/atomic_file.hpp"
#include "tools/report/encoding.hpp"

namespace sdvlite::cli {
namespace {

using report::Accepted;
using report::Baseline;
using report::RunSummary;

template <class T, class Read>
std::optional<T> read_as(const std::string& path, Read read, Console& console) {
    std::string error;
    const std::optional<std::string> text = read_file(path, error, std::size_t{1} << 30);
    if (!text) {
        console.error(error);
        return std::nullopt;
    }
    base::SourceMap files;
    base::DiagSink sink;
    std::optional<T> out = read(*text, path, files, sink);
    console.show(sink, files);
    return out;
}

std::string line_of(const Accepted& a) {
    return report::printable(fmt::format("{}  {}  {}:{}  {}", a.fingerprint.substr(0, 12), a.rule, a.file, a.line, a.message));
}

void print(const char* what, const std::vector<std::pair<Accepted, std::string>>& all) {
    for (const auto& [defect, reason] : all) {
        std::printf("%s  %s\n", what, line_of(defect).c_str());
        if (!reason.empty()) std::printf("          %s\n", report::printable(reason).c_str());
    }
}

bool is_meant(const Accepted& a, const std::vector<std::string>& only) {
    return only.empty() || std::any_of(only.begin(), only.end(), [&](const std::string& w) {
        const std::size_t slash = a.rule.find('/');
        const bool name = slash != std::string::npos && a.rule.substr(slash + 1) == w;
        return a.rule == w || name || (w.size() >= 4 && a.fingerprint.rfind(w, 0) == 0);
    });
}

}  // namespace

std::optional<Baseline> load_baseline(const std::string& path, Console& console) {
    return read_as<Baseline>(path, report::read_baseline, console);
}

Exit run_baseline_check(const BaselineCheckOptions& options) {
    Console console(options.color);
    const auto run = read_as<RunSummary>(options.results, report::read_summary, console);
    const auto baseline = load_baseline(options.baseline, console);
    if (!run || !baseline) return Exit::BadInput;
    std::vector<std::pair<Accepted, std::string>> fresh, known, stale;
    for (const RunSummary::Rule& r : run->rules) {
        for (const Accepted& d : r.defects) {
            const Accepted* a = report::find_accepted(*baseline, d.fingerprint);
            const bool by_comment = a == nullptr && !d.reason.empty();
            if (!by_comment) (a == nullptr ? fresh : known).emplace_back(d, a == nullptr ? "" : a->reason);
        }
    }
    for (const Accepted& a : report::stale_entries(*baseline, *run)) stale.emplace_back(a, a.reason);
    print("new     ", fresh);
    print("accepted", known);
    print("stale   ", stale);
    std::printf("%zu new, %zu accepted, %zu stale\n", fresh.size(), known.size(), stale.size());
    return fresh.empty() ? Exit::Fine : Exit::Defect;
}

Exit run_baseline_write(const BaselineWriteOptions& options) {
    Console console(options.color);
    const auto run = read_as<RunSummary>(options.results, report::read_summary, console);
    struct stat info{};
    const bool there = ::stat(options.baseline.c_str(), &info) == 0;
    auto baseline = there ? load_baseline(options.baseline, console) : std::optional(Baseline{options.baseline, {}});
    if (!run || !baseline) return Exit::BadInput;
    const std::vector<Accepted> stale = report::stale_entries(*baseline, *run);
    std::erase_if(baseline->entries, [&](const Accepted& a) {
        return std::any_of(stale.begin(), stale.end(), [&](const Accepted& s) { return s.fingerprint == a.fingerprint; });
    });
    std::size_t added = 0;
    for (const RunSummary::Rule& r : run->rules) {
        for (const Accepted& d : r.defects) {
            // What a comment in the source allows needs no second reason.
            if (report::find_accepted(*baseline, d.fingerprint) != nullptr || !d.reason.empty() || !is_meant(d, options.only)) continue;
            if (options.reason.empty()) {
                console.error("there are defects to accept, and no reason why", "say it with --reason TEXT");
                return Exit::BadInput;
            }
            baseline->entries.push_back(d);
            baseline->entries.back().reason = report::to_utf8(options.reason);
            std::printf("accepted  %s\n", line_of(d).c_str());
            ++added;
        }
    }
    for (const Accepted& a : stale) std::printf("removed   %s\n", line_of(a).c_str());
    if (const std::string error = report::write_file(options.baseline, report::baseline_json(*baseline)); !error.empty()) {
        console.error(error);
        return Exit::BadInput;
    }
    std::printf("%zu accepted, %zu removed, %zu in %s\n", added, stale.size(), baseline->entries.size(), report::printable(options.baseline).c_str());
    return Exit::Fine;
}

}  // namespace sdvlite::cli
