// SPDX-License-Identifier: Apache-2.0
#include "tools/report/fingerprint.hpp"

#include "tools/report/sha256.hpp"

namespace sdvlite::report {
namespace {

std::string without_white_space(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n') out += c;
    }
    return out;
}

}  // namespace

std::string fingerprint(std::string_view rule, std::string_view message, std::string_view function,
                        std::string_view source_line, unsigned occurrence) {
    // The version lets a later definition differ without claiming equality with this one.
    std::string key = "sdvlite-fingerprint/1";
    for (const std::string_view part : {rule, message, function}) {
        key += '\0';
        key += part;
    }
    key += '\0';
    key += without_white_space(source_line);
    if (occurrence > 1) key += '\0' + std::to_string(occurrence);
    return sha256_hex(key).substr(0, 32);
}

}  // namespace sdvlite::report
