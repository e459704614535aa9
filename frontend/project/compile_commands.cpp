// SPDX-License-Identifier: Apache-2.0
// Clang's JSON Compilation Database: an array of {directory, file, arguments | command}.
#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "frontend/project/paths.hpp"
#include "frontend/project/position.hpp"
#include "frontend/project/project.hpp"

namespace sdvlite::frontend::project {
namespace {

using Json = nlohmann::json;

// As a shell would: blanks separate, quotes and backslashes protect.
std::vector<std::string> split_command(std::string_view command) {
    std::vector<std::string> out;
    bool in_word = false;
    char quote = 0;
    for (std::size_t i = 0; i < command.size(); ++i) {
        const char c = command[i];
        if (quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
            in_word = false;
            continue;
        }
        if (!in_word) out.emplace_back();
        in_word = true;
        if (quote == 0 && (c == '"' || c == '\'')) {
            quote = c;
        } else if (c == quote) {
            quote = 0;
        } else if (c == '\\' && quote != '\'' && i + 1 < command.size() &&
                   (quote == 0 || command[i + 1] == '"' || command[i + 1] == '\\')) {
            out.back() += command[++i];
        } else {
            out.back() += c;
        }
    }
    return out;
}

// The preprocessor's options, of clang and of cl; all others don't change what the code means.
void read_arguments(const std::vector<std::string>& arguments, const std::string& directory, Unit& unit) {
    struct Option {
        std::string_view name;
        std::vector<std::string>* list;
        bool is_path;
    };
    const Option options[] = {{"-include", &unit.forced_includes, true}, {"-isystem", &unit.include_dirs, true},
                              {"-iquote", &unit.include_dirs, true},     {"-I", &unit.include_dirs, true},
                              {"/FI", &unit.forced_includes, true},      {"/I", &unit.include_dirs, true},
                              {"-D", &unit.defines, false},              {"/D", &unit.defines, false},
                              {"-U", &unit.undefines, false},            {"/U", &unit.undefines, false}};
    for (std::size_t i = 1; i < arguments.size(); ++i) {  // 0 is the compiler
        const std::string& a = arguments[i];
        const auto option = std::find_if(std::begin(options), std::end(options),
                                         [&](const Option& o) { return a.compare(0, o.name.size(), o.name) == 0; });
        // "/Users/x.c" is a path, no /U: an absolute path has a second slash.
        if (option == std::end(options) || (a[0] == '/' && option->name == "/U" && a.find('/', 1) != std::string::npos)) continue;
        std::string value = a.substr(option->name.size());
        if (value.empty() && i + 1 < arguments.size()) value = arguments[++i];
        if (!value.empty()) option->list->push_back(option->is_path ? resolve(directory, value) : value);
    }
}

/// "" or what is wrong with the entry.
std::string read_entry(const Json& entry, const std::string& folder, Unit& unit) {
    if (!entry.is_object()) return "is no object";
    const auto text = [&](const char* key) { return entry.contains(key) && entry[key].is_string() ? entry[key].get<std::string>() : ""; };
    if (text("file").empty()) return "has no \"file\"";
    const std::string directory = resolve(folder, text("directory"));
    unit.file = resolve(directory, text("file"));
    if (is_cpp(unit.file)) return "is a C++ file, which is not supported: '" + unit.file + "'";
    std::vector<std::string> arguments = split_command(text("command"));
    if (entry.contains("arguments")) {
        arguments.clear();
        if (!entry["arguments"].is_array()) return "has \"arguments\" that are no array of strings";
        for (const Json& a : entry["arguments"]) {
            if (!a.is_string()) return "has \"arguments\" that are no array of strings";
            arguments.push_back(a.get<std::string>());
        }
    }
    if (arguments.empty()) return "has neither \"arguments\" nor \"command\"";
    read_arguments(arguments, directory, unit);
    return "";
}

}  // namespace

bool read_compile_commands(std::string_view text, const std::string& path, base::FileId file, Project& out,
                           base::DiagSink& sink) {
    std::error_code ec;
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    out.name = std::filesystem::absolute(path, ec).parent_path().filename().string();
    Json json;
    try {
        json = Json::parse(text);
    } catch (const Json::parse_error& e) {
        sink.error(span_at(text, file, e.byte == 0 ? 0 : e.byte - 1), "this is no JSON");
        return false;
    }
    const base::Span start = span_at(text, file, 0);
    if (!json.is_array() || json.empty()) {
        sink.error(start, "this is no compilation database: an array of entries is expected");
        return false;
    }
    std::size_t number = 0;
    for (const Json& entry : json) {
        ++number;
        Unit unit;
        if (const std::string wrong = read_entry(entry, folder.string(), unit); !wrong.empty()) {
            sink.error(start, "entry " + std::to_string(number) + " " + wrong);
        } else if (is_c(unit.file)) {
            out.units.push_back(std::move(unit));  // others: resources, assembly
        }
    }
    if (out.units.empty() && !sink.has_errors()) sink.error(start, "no entry compiles a C file");
    return !sink.has_errors();
}

}  // namespace sdvlite::frontend::project
