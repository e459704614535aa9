// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/role_table.hpp"

#include <charconv>

#include "frontend/os/word_table.hpp"

namespace sdvlite::frontend::os {

namespace {

/// A whole number, decimal or 0x...; nothing when the word is something else.
std::optional<std::uint64_t> number(std::string_view word) {
    int radix = 10;
    if (word.starts_with("0x") || word.starts_with("0X")) {
        radix = 16;
        word.remove_prefix(2);
    }
    std::uint64_t value = 0;
    const auto [end, wrong] = std::from_chars(word.data(), word.data() + word.size(), value, radix);
    if (wrong != std::errc() || end != word.data() + word.size()) return std::nullopt;
    return value;
}

class Reader {
  public:
    explicit Reader(RoleTable& table) : t_(table) {}

    LineError operator()(const TableLine& line) {
        const std::string_view kind = line.words[0];
        const auto& w = line.words;
        if (kind == "argument" || kind == "maybe") return argument(line);
        if (kind == "field") return field(line);
        if (kind == "store" || kind == "copy") return storing(line);
        if (kind == "context") return context(line);
        if (kind == "detail") return detail(line);
        if (kind == "role") {
            if (w.size() != 2) return wants("role ROLE");
            t_.typedefs.insert_or_assign(std::string(w[1]), std::string(w[1]));
            return {};
        }
        if (kind != "typedef" && kind != "name" && kind != "group" && kind != "alias")
            return {"unknown kind of line '" + std::string(kind) + "'", 0};
        if (w.size() != 3) return wants(std::string(kind) + (kind == "group" ? " GROUP ROLE" : " NAME ROLE"));
        if (kind == "typedef") t_.typedefs.insert_or_assign(std::string(w[1]), std::string(w[2]));
        if (kind == "name") t_.names.insert_or_assign(std::string(w[1]), std::string(w[2]));
        if (kind != "group" && w[1] != w[2]) t_.aliases.insert_or_assign(std::string(w[1]), std::string(w[2]));
        if (kind == "group") t_.groups.insert_or_assign(std::string(w[2]), std::string(w[1]));
        return {};
    }

  private:
    static LineError wants(const std::string& form) { return {"this line should be: " + form, 0}; }

    LineError argument(const TableLine& line) {
        if (line.words.size() != 4) return wants(std::string(line.words[0]) + " DDI NUMBER ROLE");
        const auto n = number(line.words[2]);
        if (!n || *n == 0 || *n > 255) return {"an argument's number is from 1 to 255", 2};
        t_.arguments.insert_or_assign({std::string(line.words[1]), static_cast<std::uint32_t>(*n)},
                                      ArgumentRole{std::string(line.words[3]), line.words[0] == "argument"});
        return {};
    }

    LineError storing(const TableLine& line) {
        Storing out;
        out.copies = line.words[0] == "copy";
        LineError wrong = two_numbers(line, out.copies ? "copy DDI TO FROM" : "store DDI TO VALUE", out.to, out.from);
        if (wrong.message.empty()) t_.storing.insert_or_assign(std::string(line.words[1]), out);
        return wrong;
    }

    LineError context(const TableLine& line) {
        GivenContext out;
        LineError wrong = two_numbers(line, "context DDI ARGUMENT PARAMETER", out.argument, out.parameter);
        if (wrong.message.empty()) t_.contexts.insert_or_assign(std::string(line.words[1]), out);
        return wrong;
    }

    static LineError two_numbers(const TableLine& line, const char* form, std::uint32_t& first, std::uint32_t& second) {
        if (line.words.size() != 4) return wants(form);
        for (std::size_t i = 2; i < 4; ++i) {
            const auto n = number(line.words[i]);
            if (!n || *n == 0 || *n > 255) return {"an argument's number is from 1 to 255", i};
            (i == 2 ? first : second) = static_cast<std::uint32_t>(*n);
        }
        return {};
    }

    LineError field(const TableLine& line) {
        if (line.words.size() != 4) return wants("field RECORD FIELD ROLE");
        std::string_view name = line.words[2];
        FieldRole role{std::string(line.words[3]), name.ends_with("[]")};
        if (role.by_index) name.remove_suffix(2);
        t_.fields.insert_or_assign({std::string(line.words[1]), std::string(name)}, std::move(role));
        return {};
    }

    LineError detail(const TableLine& line) {
        if (line.words.size() != 3) return wants("detail NAME CODE");
        const auto code = number(line.words[2]);
        if (!code) return {"a detail's code is a number", 2};
        t_.details.insert_or_assign(std::string(line.words[1]), *code);
        return {};
    }

    RoleTable& t_;
};

} // namespace

std::string_view RoleTable::role_of(std::string_view name) const {
    if (auto it = typedefs.find(name); it != typedefs.end()) return it->second;
    if (auto it = names.find(name); it != names.end()) return it->second;
    return {};
}

std::optional<std::uint64_t> RoleTable::code_of(std::string_view detail) const {
    auto it = details.find(detail);
    return it == details.end() ? std::nullopt : std::optional(it->second);
}

std::string_view RoleTable::detail_of(std::uint64_t code) const {
    for (const auto& [name, c] : details)
        if (c == code) return name;
    return {};
}

bool read_role_table(std::string_view text, std::string_view path, RoleTable& table, base::SourceMap& sources,
                     base::DiagSink& sink) {
    return read_word_table(text, path, sources, sink, Reader(table));
}

} // namespace sdvlite::frontend::os
