// SPDX-License-Identifier: Apache-2.0
#include "frontend/project/command_line.hpp"

#include <algorithm>
#include <filesystem>

#include "frontend/project/msbuild/xml_file.hpp"
#include "frontend/project/paths.hpp"
#include "frontend/project/text.hpp"

namespace sdvlite::frontend::project {

namespace {

constexpr std::size_t kMaxResponseBytes = 4u << 20;
constexpr std::size_t kMaxWords = 200'000;
constexpr int kMaxResponseFiles = 100;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Backslashes before a quote: each pair is one, an odd one protects the quote. Elsewhere they are themselves.
std::vector<std::string> split_windows(std::string_view command) {
    std::vector<std::string> out;
    bool in_word = false;
    bool in_quotes = false;
    for (std::size_t i = 0; i < command.size(); ++i) {
        const char c = command[i];
        if (!in_quotes && is_blank(c)) {
            in_word = false;
            continue;
        }
        if (!in_word) out.emplace_back();
        in_word = true;
        if (c == '"') {
            in_quotes = !in_quotes;
        } else if (c != '\\') {
            out.back() += c;
        } else {
            std::size_t n = 0;
            while (i + n < command.size() && command[i + n] == '\\') ++n;
            const bool quote_follows = i + n < command.size() && command[i + n] == '"';
            out.back().append(quote_follows ? n / 2 : n, '\\');
            i += n - 1;
            if (quote_follows && n % 2 == 1) {
                out.back() += '"';
                ++i;
            }
        }
    }
    return out;
}

std::vector<std::string> split_posix(std::string_view command) {
    std::vector<std::string> out;
    bool in_word = false;
    char quote = 0;
    for (std::size_t i = 0; i < command.size(); ++i) {
        const char c = command[i];
        if (quote == 0 && is_blank(c)) {
            in_word = false;
            continue;
        }
        if (!in_word) out.emplace_back();
        in_word = true;
        const char next = i + 1 < command.size() ? command[i + 1] : '\0';
        if (quote == 0 && (c == '"' || c == '\'')) {
            quote = c;
        } else if (c == quote) {
            quote = 0;
        } else if (c == '\\' && next != '\0' && (quote == 0 || (quote == '"' && (next == '"' || next == '\\')))) {
            out.back() += next;
            ++i;
        } else {
            out.back() += c;
        }
    }
    return out;
}

std::string program_of(std::string_view compiler) {
    const std::size_t slash = compiler.find_last_of("/\\");
    std::string name = lower(compiler.substr(slash == std::string_view::npos ? 0 : slash + 1));
    if (name.ends_with(".exe")) name.resize(name.size() - 4);
    return name;
}

/// An option with a value, in the same word or the next.
struct Option {
    std::string_view name;
    std::vector<std::string> Unit::*list; ///< null: it has a value, which does not matter
    bool is_path;
};

constexpr Option kClOptions[] = {{"external:I", &Unit::include_dirs, true},
                                 {"imsvc", &Unit::include_dirs, true},
                                 {"FI", &Unit::forced_includes, true},
                                 {"I", &Unit::include_dirs, true},
                                 {"D", &Unit::defines, false},
                                 {"U", &Unit::undefines, false}};

constexpr Option kClangOptions[] = {{"-include-pch", nullptr, true},
                                    {"-includedir", nullptr, true},
                                    {"-include", &Unit::forced_includes, true},
                                    {"-imacros", &Unit::forced_includes, true},
                                    {"-isystem", &Unit::include_dirs, true},
                                    {"-iquote", &Unit::include_dirs, true},
                                    {"-idirafter", &Unit::include_dirs, true},
                                    {"-I", &Unit::include_dirs, true},
                                    {"-D", &Unit::defines, false},
                                    {"-U", &Unit::undefines, false},
                                    {"-o", nullptr, true},
                                    {"-MF", nullptr, true},
                                    {"-MT", nullptr, true},
                                    {"-MQ", nullptr, true},
                                    {"-arch", nullptr, false},
                                    {"-Xclang", nullptr, false}};

/// Adds the option's value; `i` is moved past a value of its own.
void add(const Option& option, std::string value, const std::vector<std::string>& arguments, std::size_t& i,
         const std::string& directory, Unit& unit) {
    if (value.empty() && i + 1 < arguments.size()) value = arguments[++i];
    if (value.empty() || option.list == nullptr) return;
    (unit.*option.list).push_back(option.is_path ? resolve(directory, value) : value);
}

} // namespace

std::vector<std::string> split_command(std::string_view command, Quoting quoting) {
    return quoting == Quoting::Windows ? split_windows(command) : split_posix(command);
}

bool is_cl(std::string_view compiler) {
    const std::string name = program_of(compiler);
    return name == "cl" || name.starts_with("clang-cl");
}

Quoting quoting_of(std::string_view command) {
    const std::vector<std::string> words = split_windows(command.substr(0, 4096));
    if (words.empty()) return Quoting::Posix;
    const std::string& first = words.front();
    const bool drive = first.size() > 2 && first[1] == ':' && (first[2] == '\\' || first[2] == '/');
    const bool windows = drive || first.find('\\') != std::string::npos || lower(first).ends_with(".exe") || program_of(first) == "cl";
    return windows ? Quoting::Windows : Quoting::Posix;
}

std::vector<std::string> with_response_files(const std::vector<std::string>& arguments, const std::string& directory,
                                             Quoting quoting, std::vector<std::string>& missing) {
    std::vector<std::string> out;
    std::vector<std::string> todo(arguments.rbegin(), arguments.rend());
    int files = 0;
    while (!todo.empty() && out.size() < kMaxWords) {
        const std::string word = std::move(todo.back());
        todo.pop_back();
        if (word.size() < 2 || word[0] != '@') {
            out.push_back(word);
            continue;
        }
        std::string text, error;
        if (++files > kMaxResponseFiles) error = "there are too many response files";
        if (!error.empty() || !msbuild::read_text_file(resolve(directory, word.substr(1)), kMaxResponseBytes, text, error)) {
            missing.push_back(word + ": " + error);
            if (files > kMaxResponseFiles) return out;
            continue;
        }
        const std::vector<std::string> words = split_command(msbuild::as_utf8(std::move(text)), quoting);
        todo.insert(todo.end(), words.rbegin(), words.rend());
        if (todo.size() > kMaxWords) return out;
    }
    return out;
}

Language read_cl_arguments(const std::vector<std::string>& arguments, const std::string& directory, Unit& unit) {
    Language language = Language::ByName;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::string_view a = arguments[i];
        if (a.size() < 2 || (a[0] != '/' && a[0] != '-')) continue;
        // "/Users/x/b.c" is the file, no /U.
        if (a[0] == '/' && !unit.file.empty() && resolve(directory, a) == unit.file) continue;
        if (same_but_case(a.substr(1), "link")) break; // the rest is the linker's
        a.remove_prefix(1);
        if (a == "TP" || a.starts_with("Tp")) language = Language::Cpp;
        if (a == "TC" || a.starts_with("Tc")) language = Language::C;
        const auto option = std::find_if(std::begin(kClOptions), std::end(kClOptions),
                                         [&](const Option& o) { return a.starts_with(o.name); });
        if (option == std::end(kClOptions)) continue;
        std::string value(a.substr(option->name.size()));
        if (option->list == &Unit::defines && value.find('=') == std::string::npos)
            std::replace(value.begin(), value.end(), '#', '='); // cl takes NAME#VALUE, too
        add(*option, value, arguments, i, directory, unit);
    }
    return language;
}

Language read_clang_arguments(const std::vector<std::string>& arguments, const std::string& directory, Unit& unit) {
    Language language = Language::ByName;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::string_view a = arguments[i];
        if (a.starts_with("--include")) a.remove_prefix(1);
        if (a.starts_with("-x")) {
            const std::string_view named = a.size() > 2 ? a.substr(2) : i + 1 < arguments.size() ? arguments[i + 1] : a;
            language = named == "c" ? Language::C : named == "c++" ? Language::Cpp : language;
        }
        const auto option = std::find_if(std::begin(kClangOptions), std::end(kClangOptions), [&](const Option& o) {
            return o.list != nullptr ? a.starts_with(o.name) : a == o.name;
        });
        if (option == std::end(kClangOptions)) continue;
        std::string value(a.substr(option->name.size()));
        if (value.starts_with("=") && a.starts_with("-include")) value.erase(0, 1);
        add(*option, value, arguments, i, directory, unit);
    }
    return language;
}

} // namespace sdvlite::frontend::project
