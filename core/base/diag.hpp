// SPDX-License-Identifier: Apache-2.0
// Diagnostics are values: collected, ordered, and shown by whoever owns the terminal.
#pragma once

#include <string>
#include <vector>

#include "core/base/source.hpp"

namespace sdvlite::base {

enum class Severity { Note, Warning, Error };

/// One message about one place, with further places as notes.
struct Diagnostic {
    Severity severity = Severity::Error;
    Span span;
    std::string message;
    /// What to do next; shown on a line of its own. May be empty.
    std::string hint;
    std::vector<Diagnostic> notes;
};

/// Collects diagnostics in the order in which they were found. Keeps at most `limit` of them, so
/// that a hostile input can't fill the memory; `dropped()` says how many more there were.
class DiagSink {
public:
    explicit DiagSink(std::size_t limit = 1000) : limit_(limit) {}

    void add(Diagnostic d);
    void error(Span span, std::string message, std::string hint = {});
    void warning(Span span, std::string message, std::string hint = {});
    void note(Span span, std::string message);

    bool has_errors() const { return errors_ != 0; }
    std::size_t errors() const { return errors_; }
    std::size_t dropped() const { return dropped_; }
    const std::vector<Diagnostic>& all() const { return all_; }

private:
    std::vector<Diagnostic> all_;
    std::size_t limit_;
    std::size_t errors_ = 0;
    std::size_t dropped_ = 0;
};

/// `file:line:col: error: message`, the source line, and a caret under the column; then hint and
/// notes. Control characters of the source line are shown as spaces. Ends with a newline.
std::string render(const Diagnostic& d, const SourceMap& sources);

}  // namespace sdvlite::base
