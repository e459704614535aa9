// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/option_kinds.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace sdvlite::cli {

CLI::Validator one_of(std::vector<std::string> known) {
    return CLI::Validator(
        [known](std::string& value) -> std::string {
            if (std::find(known.begin(), known.end(), value) != known.end()) return {};
            return fmt::format("'{}' is not one of {}", value, fmt::join(known, ", "));
        },
        "");
}

CLI::Validator positive_number(double most) {
    return CLI::Validator(
        [most](std::string& value) -> std::string {
            double number = 0;
            if (CLI::detail::lexical_cast(value, number) && std::isfinite(number) && number > 0 && number <= most) return {};
            return fmt::format("a number above 0 and up to {:.0f} is expected, not '{}'", most, value);
        },
        "");
}

CLI::Validator positive_integer(std::uint64_t most) {
    return CLI::Validator(
        [most](std::string& value) -> std::string {
            const bool digits = !value.empty() && value.size() < 19 && value.find_first_not_of("0123456789") == std::string::npos;
            if (digits && std::stoull(value) != 0 && std::stoull(value) <= most) return {};
            return fmt::format("a whole number from 1 to {} is expected, not '{}'", most, value);
        },
        "");
}

CLI::Option* repeatable(CLI::App& app, const std::string& name, std::vector<std::string>& values,
                        const std::string& label, const std::string& text) {
    return app.add_option(name, values, text)->allow_extra_args(false)->option_text(label);
}

void add_color(CLI::App& app, std::string& word) {
    app.add_option("--color", word, "colour: auto (default), always, never")
        ->check(one_of({"auto", "always", "never"}))->option_text("WHEN");
}

}  // namespace sdvlite::cli
