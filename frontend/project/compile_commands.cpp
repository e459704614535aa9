// SPDX-License-Identifier: Apache-2.0
// Clang's JSON Compilation Database: an array of {directory, file, arguments | command}.
#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "frontend/project/command_line.hpp"
#include "frontend/project/msbuild/xml_file.hpp"
#include "frontend/project/paths.hpp"
#include "frontend/project/position.hpp"
#include "frontend/project/project.hpp"

namespace sdvlite::frontend::project {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// The words of the entry's command; "" or what is wrong with the entry.
std::string read_words(const Json& entry, std::vector<std::string>& words, Quoting& quoting) {
    if (entry.contains("arguments")) {
        if (!entry["arguments"].is_array()) return "has \"arguments\" that are no array of strings";
        for (const Json& a : entry["arguments"]) {
            if (!a.is_string()) return "has \"arguments\" that are no array of strings";
            words.push_back(a.get<std::string>());
        }
        if (!words.empty()) quoting = quoting_of(words.front());
    } else if (entry.contains("command") && entry["command"].is_string()) {
        const std::string command = entry["command"].get<std::string>();
        quoting = quoting_of(command);
        words = split_command(command, quoting);
    }
    return words.empty() ? "has neither \"arguments\" nor \"command\"" : "";
}

bool takes_cl_options(const std::vector<std::string>& words) {
    if (is_cl(words.front())) return true;
    return std::find(words.begin(), words.end(), "--driver-mode=cl") != words.end();
}

class Reader {
  public:
    Reader(std::string folder, base::Span start, Project& out, base::DiagSink& sink)
        : folder_(std::move(folder)), start_(start), out_(out), sink_(sink) {}

    /// "" or what is wrong with the entry.
    std::string entry(const Json& entry, std::size_t number) {
        if (!entry.is_object()) return "is no object";
        const auto text = [&](const char* key) { return entry.contains(key) && entry[key].is_string() ? entry[key].get<std::string>() : ""; };
        if (text("file").empty()) return "has no \"file\"";
        std::string directory = resolve(folder_, text("directory"));
        Unit unit;
        unit.file = resolve(directory, text("file"));
        std::error_code ec;
        if (!fs::exists(unit.file, ec)) find_moved(with_slashes(text("directory")), with_slashes(text("file")));
        directory = moved(directory);
        unit.file = moved(unit.file);
        if (!is_c(unit.file) && !is_cpp(unit.file)) return ""; // resources, assembly
        std::vector<std::string> words;
        Quoting quoting = Quoting::Posix;
        if (const std::string wrong = read_words(entry, words, quoting); !wrong.empty()) return wrong;
        const bool cl = takes_cl_options(words);
        words.erase(words.begin()); // the compiler
        std::vector<std::string> missing;
        words = with_response_files(words, directory, quoting, missing);
        for (const std::string& m : missing)
            sink_.warning(start_, "entry " + std::to_string(number) + ": the response file " + m, "what it says is left out");
        const Language language =
            cl ? read_cl_arguments(words, directory, unit) : read_clang_arguments(words, directory, unit);
        for (std::vector<std::string>* paths : {&unit.include_dirs, &unit.forced_includes})
            for (std::string& path : *paths) path = moved(path);
        const bool cpp = language == Language::Cpp || (language == Language::ByName && is_cpp(unit.file));
        if (cpp) {
            out_.cpp_files.push_back(unit.file);
        } else {
            out_.units.push_back(std::move(unit));
        }
        return "";
    }

  private:
    /// A database that was made on another machine: which of its folders is that of the database here?
    void find_moved(const std::string& directory, const std::string& file) {
        const std::string full = is_foreign(file) || file.starts_with('/') ? file : directory + "/" + file;
        std::error_code ec;
        for (std::size_t at = full.find('/'); from_.empty() && at != std::string::npos && at + 1 < full.size(); at = full.find('/', at + 1)) {
            if (at == 0 || !fs::is_regular_file(resolve(folder_, full.substr(at + 1)), ec)) continue;
            from_ = full.substr(0, at);
            sink_.warning(start_, "'" + from_ + "' is not here; the folder of this file is taken for it");
        }
    }

    /// The path here of what lies in the folder that the database was made in.
    std::string moved(const std::string& path) const {
        if (from_.empty()) return path;
        // A path with a drive was taken for a relative one.
        const std::size_t at = from_.starts_with('/') ? 0 : path.rfind(from_);
        if (at == std::string::npos || path.compare(at, from_.size(), from_) != 0) return path;
        const std::string rest = path.substr(at + from_.size());
        if (!rest.empty() && rest.front() != '/') return path;
        return resolve(folder_, rest.empty() ? "." : rest.substr(1));
    }

    static std::string with_slashes(std::string path) {
        std::replace(path.begin(), path.end(), '\\', '/');
        return path;
    }

    /// Begins with a drive.
    static bool is_foreign(const std::string& path) { return path.size() > 2 && path[1] == ':' && path[2] == '/'; }

    std::string folder_;
    std::string from_; ///< the folder elsewhere that folder_ stands for; empty: none
    base::Span start_;
    Project& out_;
    base::DiagSink& sink_;
};

} // namespace

bool read_compile_commands(std::string text, const std::string& path, base::SourceMap& sources, Project& out,
                           base::DiagSink& sink) {
    std::error_code ec;
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    out.name = std::filesystem::absolute(path, ec).parent_path().filename().string();
    out.path = path;
    const base::FileId file = sources.add(path, text);
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
    const std::size_t errors = sink.errors();
    Reader reader(folder.string(), start, out, sink);
    std::size_t number = 0;
    for (const Json& entry : json) {
        ++number;
        if (const std::string wrong = reader.entry(entry, number); !wrong.empty())
            sink.error(start, "entry " + std::to_string(number) + " " + wrong);
    }
    if (out.units.empty() && out.cpp_files.empty() && sink.errors() == errors) sink.error(start, "no entry compiles a C file");
    return sink.errors() == errors;
}

} // namespace sdvlite::frontend::project
