// SPDX-License-Identifier: Apache-2.0
// sdvlite rules new: a folder for a rule, copied from the template of a driver model. It runs as it is, so that an author
// changes what works.
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "core/base/suggest.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/console.hpp"
#include "tools/cli/data_files.hpp"
#include "tools/cli/files.hpp"
#include "tools/report/encoding.hpp"

namespace sdvlite::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPlaceholder = "@RULE@";
constexpr std::string_view kRuleFile = "rule.slic";
constexpr std::size_t kLongestName = 64;

struct File {
    std::string name;
    std::string text;
};

// Events, files and reports carry the name.
bool is_rule_name(const std::string& name) {
    const auto fits = [](unsigned char c) { return c < 0x80 && (std::isalnum(c) != 0 || c == '_'); };
    return !name.empty() && name.size() <= kLongestName && std::all_of(name.begin(), name.end(), fits) &&
           std::isdigit(static_cast<unsigned char>(name[0])) == 0;
}

std::vector<std::string> models() {
    std::vector<std::string> out;
    std::error_code ec;
    for (fs::directory_iterator it(rule_template_folder(), ec), end; !ec && it != end; it.increment(ec)) {
        std::error_code ignored;
        if (it->is_directory(ignored)) out.push_back(it->path().filename().string());
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::string filled_in(std::string text, const std::string& rule) {
    for (std::size_t at = text.find(kPlaceholder); at != std::string::npos; at = text.find(kPlaceholder, at + rule.size())) {
        text.replace(at, kPlaceholder.size(), rule);
    }
    return text;
}

// All files of the template, read before anything is written.
std::optional<std::vector<File>> read_template(const fs::path& folder, const std::string& rule, Console& console) {
    std::vector<File> out;
    std::error_code ec;
    for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
        std::string error;
        const auto text = read_file(it->path().string(), error);
        if (!text) {
            console.error(error);
            return std::nullopt;
        }
        const std::string name = it->path().filename().string();
        out.push_back({name == kRuleFile ? rule + ".slic" : name, filled_in(*text, rule)});
    }
    if (ec) {
        console.error(fmt::format("can't read the folder '{}': {}", folder.string(), ec.message()));
        return std::nullopt;
    }
    std::sort(out.begin(), out.end(), [](const File& a, const File& b) { return a.name < b.name; });
    return out;
}

bool write_file(const fs::path& path, const std::string& text, Console& console) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (file) return true;
    console.error(fmt::format("can't write '{}'", path.string()));
    return false;
}

// The folder appears whole or not at all: it is filled under another name beside its place.
bool make_folder(const fs::path& folder, const std::vector<File>& files, Console& console) {
    std::error_code ec;
    const fs::path unfinished = folder.string() + ".new";
    if (folder.has_parent_path()) fs::create_directories(folder.parent_path(), ec);
    if (ec || !fs::create_directory(unfinished, ec)) {
        const bool exists = !ec;
        console.error(fmt::format("can't make the folder '{}': {}", (exists ? unfinished : folder).string(),
                                  exists ? "it exists already" : ec.message()));
        return false;
    }
    const bool written = std::all_of(files.begin(), files.end(), [&](const File& f) {
        return write_file(unfinished / f.name, f.text, console);
    });
    if (written) {
        fs::rename(unfinished, folder, ec);
        if (!ec) return true;
        console.error(fmt::format("can't make the folder '{}': {}", folder.string(), ec.message()));
    }
    fs::remove_all(unfinished, ec);
    return false;
}

}  // namespace

Exit run_rules_new(const RulesNewOptions& options) {
    Console console(options.color);
    fs::path folder(options.folder);
    if (!folder.has_filename()) folder = folder.parent_path();  // Name/ is Name
    const std::string rule = folder.filename().string();
    if (!is_rule_name(rule)) {
        console.error(fmt::format("'{}' can't be the name of a rule", rule),
                      fmt::format("letters, digits and _, not a digit first, at most {} of them, as in CancelSpinLock", kLongestName));
        return Exit::BadInput;
    }
    const std::vector<std::string> known = models();
    if (std::find(known.begin(), known.end(), options.model) == known.end()) {
        const std::string guess = base::did_you_mean(options.model, known);
        console.error(fmt::format("there is no template for the driver model '{}'", options.model),
                      guess.empty() ? fmt::format("there is one for {}", fmt::join(known, ", ")) : guess);
        return Exit::BadInput;
    }
    std::error_code ec;
    if (fs::exists(fs::symlink_status(folder, ec))) {
        console.error(fmt::format("'{}' exists already", folder.string()), "choose another name; nothing was changed");
        return Exit::BadInput;
    }
    const auto files = read_template(fs::path(rule_template_folder()) / options.model, rule, console);
    if (!files || !make_folder(folder, *files, console)) return Exit::BadInput;
    std::string out;
    for (const File& f : *files) out += report::printable((folder / f.name).string()) + "\n";
    const std::string shown = report::printable(folder.string());
    out += fmt::format("\nIt runs already:  sdvlite rules test {}\nThen look for mistakes:  sdvlite rules lint {}\n", shown, shown);
    std::fputs(out.c_str(), stdout);
    return Exit::Fine;
}

}  // namespace sdvlite::cli
