// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/rule_examples.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "rules/library.hpp"
#include "tools/cli/files.hpp"

namespace sdvlite::cli {
namespace {

namespace fs = std::filesystem;
using check::Verdict;

constexpr std::string_view kMark = "VIOLATION";

std::optional<Expected> expected_of(const std::string& name) {
    if (!rules::glob_match("*.c", name) && !rules::glob_match("*.dir", name)) return std::nullopt;
    if (name.starts_with("pass")) return Expected::Pass;
    if (name.starts_with("fail")) return Expected::Fail;
    if (name.starts_with("na")) return Expected::NotApplicable;
    return std::nullopt;
}

// Whether the line ends in `// VIOLATION`.
bool is_marked(std::string_view line) {
    const auto trim = [&] {
        while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) line.remove_suffix(1);
    };
    trim();
    if (!line.ends_with(kMark)) return false;
    line.remove_suffix(kMark.size());
    trim();
    return line.ends_with("//");
}

std::vector<std::uint32_t> marked_lines(const base::SourceMap& sources, base::FileId file) {
    std::vector<std::uint32_t> out;
    std::uint32_t number = 0;
    for (std::string_view rest = sources.file(file).text; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        ++number;
        if (is_marked(rest.substr(0, end))) out.push_back(number);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
}

base::Span first_word(const base::SourceMap& sources, base::FileId file, std::uint32_t line) {
    const std::size_t column = sources.line(file, line).find_first_not_of(" \t");
    return {file, line, static_cast<std::uint32_t>(column == std::string_view::npos ? 1 : column + 1), 0, 0};
}

const char* words(Expected e, bool marked) {
    switch (e) {
        case Expected::Pass: return "a pass";
        case Expected::Fail: return marked ? "a defect" : "a defect, or 'does not hold' of a property";
        case Expected::NotApplicable: break;
    }
    return "'not applicable'";
}

bool fits(Verdict v, Expected e, bool marked) {
    switch (e) {
        case Expected::Pass: return v == Verdict::Pass || v == Verdict::Holds;
        case Expected::Fail: return v == Verdict::Defect || (!marked && v == Verdict::DoesNotHold);
        case Expected::NotApplicable: break;
    }
    return v == Verdict::NotApplicable;
}

// The file as the result's places name it, or one more file with this text.
base::FileId file_in(base::SourceMap& sources, const std::string& path) {
    const base::FileId file = sources.add(path);
    if (!sources.file(file).text.empty()) return file;
    std::string error;
    const std::optional<std::string> text = read_file(path, error);
    return sources.add(path, text.value_or(""));
}

class Comparison {
public:
    Comparison(const RuleExample& example, const check::Result& result, base::SourceMap& sources, base::DiagSink& diags)
        : example_(example), result_(result), sources_(sources), diags_(diags), file_(file_in(sources, example.file)) {}

    void run() {
        const std::vector<std::uint32_t> marks = marked_lines(sources_, file_);
        const bool marked = !marks.empty();
        if (marked && example_.expected != Expected::Fail) {
            diags_.error(first_word(sources_, file_, marks.front()), "a violation is marked, but the driver is not called fail*");
        }
        if (!fits(result_.verdict, example_.expected, marked)) verdict(marked);
        std::set<std::uint32_t> found;
        if (result_.verdict == Verdict::Holds) return;  // its path shows that, and is no defect
        for (const check::Defect& d : result_.defects) {
            const bool here = sources_.file(d.location.file).path == example_.file;
            if (here && std::find(marks.begin(), marks.end(), d.location.line) != marks.end()) {
                found.insert(d.location.line);
            } else {
                diags_.error(d.location, "a defect that is not marked: " + d.message,
                             "when it is right, end the line with // VIOLATION");
            }
        }
        for (const std::uint32_t line : marks) {
            if (!found.contains(line)) diags_.error(first_word(sources_, file_, line), "a violation is marked here, but no defect was found");
        }
    }

private:
    void verdict(bool marked) {
        // Defects are listed one by one.
        const bool listed = result_.verdict == Verdict::Defect || result_.reason.empty();
        const std::string why = listed ? "" : ": " + result_.reason;
        diags_.error({file_, 0, 0, 0, 0}, fmt::format("expected {}, the verdict is {}{}", words(example_.expected, marked),
                                                      check::to_string(result_.verdict), why));
        for (const check::Unconfirmed& u : result_.unconfirmed) diags_.note(u.location, "not confirmed: " + u.message + ": " + u.why);
    }

    const RuleExample& example_;
    const check::Result& result_;
    base::SourceMap& sources_;
    base::DiagSink& diags_;
    base::FileId file_;
};

}  // namespace

std::vector<RuleExample> find_examples(const rules::RuleInfo& info) {
    std::vector<RuleExample> out;
    if (!rules::is_rule_of_folder(info.path)) return out;
    const fs::path folder = fs::path(info.path).parent_path();
    std::error_code ec;
    for (fs::directory_iterator it(folder.empty() ? "." : folder, ec), end; !ec && it != end; it.increment(ec)) {
        const std::string name = it->path().filename().string();
        std::error_code ignored;
        const std::optional<Expected> expected = expected_of(name);
        if (expected && it->is_regular_file(ignored)) out.push_back({(folder / name).string(), *expected});
    }
    std::sort(out.begin(), out.end(), [](const RuleExample& a, const RuleExample& b) { return a.file < b.file; });
    return out;
}

std::string missing_examples(const rules::RuleInfo& info, const std::vector<RuleExample>& examples) {
    if (!rules::is_rule_of_folder(info.path)) {
        return "a rule is tested with the drivers of its own folder, which has its name: " + info.name + "/" + info.name + ".slic";
    }
    const auto has = [&](Expected e) {
        return std::any_of(examples.begin(), examples.end(), [&](const RuleExample& x) { return x.expected == e; });
    };
    if (has(Expected::Pass) && has(Expected::Fail)) return {};
    if (examples.empty()) return "there is no driver beside it: pass*.c that has to pass, fail*.c that has to break it";
    return has(Expected::Fail) ? "there is no driver pass*.c that has to pass" : "there is no driver fail*.c that has to break it";
}

std::vector<std::string> example_arguments(const rules::RuleInfo& info) {
    std::string error;
    std::optional<std::string> text = read_file((fs::path(info.path).parent_path() / "args").string(), error);
    std::vector<std::string> out;
    if (!text) return out;
    std::string line;
    for (const char c : *text + "\n") {
        if (c != '\n') {
            line += c;
            continue;
        }
        if (line.find_first_not_of(" \t\r") != std::string::npos && line[0] != '#') {
            for (std::string& word : CLI::detail::split_up(line)) out.push_back(std::move(word));
        }
        line.clear();
    }
    return out;
}

void compare_example(const RuleExample& example, const report::RuleResult& result, base::SourceMap& sources,
                     base::DiagSink& diags) {
    Comparison(example, result.result, sources, diags).run();
}

}  // namespace sdvlite::cli
