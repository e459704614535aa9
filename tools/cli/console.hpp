// SPDX-License-Identifier: Apache-2.0
// What the command says on standard error, and what it knows about the terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/diag.hpp"

namespace sdvlite::cli {

/// `lines` with what a terminal would take for a command made visible.
std::string printable_lines(std::string_view lines);

enum class ColorWhen { Auto, Always, Never };

class Console {
public:
    explicit Console(ColorWhen when = ColorWhen::Auto);

    /// "sdvlite: error: ...", for what has no place in a file.
    void error(std::string_view message, std::string_view hint = {});
    void warning(std::string_view message, std::string_view hint = {});

    /// All of `sink` with their source lines. Errors are shown as warnings when the run goes on
    /// without the part that they are about. At most `limit` are shown, the others counted.
    void show(const base::DiagSink& sink, const base::SourceMap& sources, bool errors_stop = true, std::size_t limit = 50);

    bool color_out() const { return color_out_; }
    bool err_is_terminal() const { return err_is_terminal_; }
    /// Columns of the terminal on standard output, or 100.
    std::size_t width() const { return width_; }

private:
    void say(std::string_view severity, std::string_view message, std::string_view hint);

    bool color_out_;
    bool color_err_;
    bool err_is_terminal_;
    std::size_t width_;
};

}  // namespace sdvlite::cli
