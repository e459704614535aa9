// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/console.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "tools/report/encoding.hpp"
#include "tools/report/style.hpp"

namespace sdvlite::cli {
namespace {

using report::Tone;

bool wants_color(ColorWhen when, int fd) {
    if (when != ColorWhen::Auto) return when == ColorWhen::Always;
    const char* term = std::getenv("TERM");
    return ::isatty(fd) == 1 && std::getenv("NO_COLOR") == nullptr && term != nullptr && std::string_view(term) != "dumb";
}

std::size_t terminal_width() {
    constexpr std::size_t kDefault = 100;
    constexpr std::size_t kLeast = 40;
    winsize size{};
    if (::isatty(STDOUT_FILENO) == 1 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) {
        return std::max<std::size_t>(size.ws_col, kLeast);
    }
    return kDefault;
}

}  // namespace

// File names and messages may quote anything that a file holds.
std::string printable_lines(std::string_view lines) {
    std::string out;
    while (!lines.empty()) {
        const std::size_t end = lines.find('\n');
        out += report::printable(lines.substr(0, end));
        if (end == std::string_view::npos) break;
        out += '\n';
        lines.remove_prefix(end + 1);
    }
    return out;
}

Console::Console(ColorWhen when)
    : color_out_(wants_color(when, STDOUT_FILENO)),
      color_err_(wants_color(when, STDERR_FILENO)),
      err_is_terminal_(::isatty(STDERR_FILENO) == 1),
      width_(terminal_width()) {}

void Console::say(std::string_view severity, std::string_view message, std::string_view hint) {
    const Tone tone = severity == "error" ? Tone::Bad : Tone::Doubtful;
    std::string out = fmt::format("sdvlite: {}: {}\n", report::toned(severity, tone, color_err_), printable_lines(message));
    if (!hint.empty()) out += fmt::format("  hint: {}\n", printable_lines(hint));
    std::fputs(out.c_str(), stderr);
}

void Console::error(std::string_view message, std::string_view hint) { say("error", message, hint); }
void Console::warning(std::string_view message, std::string_view hint) { say("warning", message, hint); }

void Console::show(const base::DiagSink& sink, const base::SourceMap& sources, bool errors_stop, std::size_t limit) {
    std::size_t shown = 0;
    for (base::Diagnostic d : sink.all()) {
        if (shown++ == limit) break;
        if (!errors_stop && d.severity == base::Severity::Error) d.severity = base::Severity::Warning;
        if (!d.span.file.valid()) std::fputs("sdvlite: ", stderr);
        std::fputs(printable_lines(base::render(d, sources)).c_str(), stderr);
    }
    const std::size_t all = sink.all().size() + sink.dropped();
    if (all > limit) std::fputs(fmt::format("  and {} more message{}\n", all - limit, all - limit == 1 ? "" : "s").c_str(), stderr);
}

}  // namespace sdvlite::cli
