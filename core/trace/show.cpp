// SPDX-License-Identifier: Apache-2.0
#include "core/trace/show.hpp"

#include <algorithm>
#include <cstdio>

#include "core/ir/address_plan.hpp"

namespace sdvlite::trace {

std::string show_value(const ir::Program& program, ir::TypeId type, std::uint64_t value) {
    const bool pointer = program.types.is_pointer(type);
    if (pointer && value == 0) return "NULL";
    if (const ir::ProcId p = ir::proc_at(program, value); pointer && p.valid()) return "&" + program[p].display_name;
    if (pointer && ir::is_input_address(value)) {
        const std::uint64_t number = ir::input_number(value);
        const std::int64_t offset = static_cast<std::int64_t>(value - ir::input_address(number));
        std::string out = "object " + std::to_string(number);
        return offset == 0 ? out : out + (offset > 0 ? "+" : "") + std::to_string(offset);
    }
    const unsigned bits = program.types.bits_of(type);
    char text[32];
    const bool hexadecimal = pointer || (bits >= 32 && value >> (bits - 1) & 1);
    std::snprintf(text, sizeof text, hexadecimal ? "0x%llX" : "%llu", static_cast<unsigned long long>(value));
    return text;
}

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

}  // namespace

std::string show_source(const base::SourceMap& sources, const base::Span& span) {
    constexpr std::size_t kMost = 200;
    std::string out;
    for (std::uint32_t number = span.line; number <= std::max(span.line, span.end_line) && out.size() < kMost; ++number) {
        std::string_view line = sources.line(span.file, number);
        const bool has_end = number == span.end_line && span.column != 0 && span.end_column <= line.size();
        if (has_end) line = line.substr(0, span.end_column);
        const bool has_start = number == span.line && span.column != 0 && span.end_line != 0 && span.column <= line.size();
        if (has_start) line.remove_prefix(span.column - 1);
        while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
        while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
        if (!out.empty() && !line.empty()) out += ' ';
        out += line;
    }
    std::size_t end = std::min(out.size(), kMost);
    while (end > 0 && end < out.size() && (static_cast<unsigned char>(out[end]) & 0xc0) == 0x80) --end;  // no character is cut in two
    return out.substr(0, end);
}

}  // namespace sdvlite::trace
