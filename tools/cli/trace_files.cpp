// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/trace_files.hpp"

#include <fmt/format.h>

#include "tools/cli/files.hpp"

namespace sdvlite::cli {

using report::ReadTrace;

std::optional<std::vector<ReadTrace>> read_trace_file(const std::string& file, std::size_t number, Console& console) {
    constexpr std::size_t kMaxBytes = std::size_t{1} << 30;
    std::string error;
    const std::optional<std::string> text = read_file(file, error, kMaxBytes);
    if (!text) {
        console.error(error);
        return std::nullopt;
    }
    base::SourceMap files;
    base::DiagSink sink;
    std::optional<std::vector<ReadTrace>> traces = report::read_traces(*text, file, files, sink);
    console.show(sink, files);
    if (!traces || number == 0) return traces;
    if (number > traces->size()) {
        console.error(fmt::format("'{}' holds {} trace{}", file, traces->size(), traces->size() == 1 ? "" : "s"));
        return std::nullopt;
    }
    std::vector<ReadTrace> one;
    one.push_back(std::move((*traces)[number - 1]));
    return one;
}

}  // namespace sdvlite::cli
