// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/causes.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tools/cli/nearby.hpp"

namespace sdvlite::cli {
namespace {

struct Explanation {
    std::string cause;
    std::string fix;
};

bool starts_with(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

// The first name in quotes; "" when there is none.
std::string quoted(std::string_view text) {
    const std::size_t from = text.find('\'');
    if (from == std::string_view::npos) return {};
    const std::size_t to = text.find('\'', from + 1);
    return to == std::string_view::npos ? std::string() : std::string(text.substr(from + 1, to - from - 1));
}

// Is the hole one that a missing declaration makes?
bool lacks_a_name(std::string_view reason) {
    for (const std::string_view start :
         {"clang: use of undeclared", "clang: unknown type name", "clang: call to undeclared", "clang: no member named",
          "clang: incomplete", "clang: variable has incomplete", "clang: invalid application of 'sizeof'", "call of '",
          "clang: expected ", "clang: type specifier missing", "clang: clang could not", "clang could not", "clang: must use"}) {
        if (starts_with(reason, start)) return true;
    }
    return false;
}

// A name and not, say, "a type" in "expected a type".
std::string missing_name(std::string_view reason) {
    for (const std::string_view start : {"clang: use of undeclared", "clang: unknown type name", "clang: call to undeclared", "call of '"}) {
        if (starts_with(reason, start)) return quoted(reason);
    }
    return {};
}

Explanation explain(const std::string& reason, const std::map<std::string, std::string>& missing) {
    if (!missing.empty() && lacks_a_name(reason)) {
        std::vector<std::string> some;
        std::string fix;
        for (const auto& [name, hint] : missing) {
            some.push_back(name);
            if (fix.empty()) fix = hint;
        }
        const std::size_t more = some.size() > 3 ? some.size() - 3 : 0;
        some.resize(some.size() - more);
        std::string cause = fmt::format("missing header{} '{}'", missing.size() == 1 ? "" : "s", fmt::join(some, "', '"));
        if (more > 0) cause += fmt::format(" and {} more", more);
        if (fix.empty()) fix = "-I with the folder where the build puts it; --wdk DIR when it is one of a kit's";
        return {std::move(cause), std::move(fix)};
    }
    if (const std::string name = missing_name(reason); !name.empty()) {
        return {fmt::format("no header that was read declares '{}'", name),
                "--wdk DIR when a kit declares it; -D when the build defines it"};
    }
    return {reason, ""};
}

class Groups {
public:
    void add(const Explanation& why, const ir::Proc& proc, const base::Span& at) {
        Group& group = groups_[why.cause];
        if (group.cause.holes++ == 0) group.cause.example = at;
        group.cause.cause = why.cause;
        group.cause.fix = why.fix;
        if (group.last == &proc) return;
        group.last = &proc;
        ++group.cause.functions;
    }

    std::vector<report::Cause> sorted() const {
        std::vector<report::Cause> out;
        for (const auto& [name, group] : groups_) out.push_back(group.cause);
        std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
            return a.functions != b.functions ? a.functions > b.functions : a.holes > b.holes;
        });
        return out;
    }

private:
    struct Group {
        report::Cause cause;
        const ir::Proc* last = nullptr;
    };
    std::map<std::string, Group> groups_;
};

}  // namespace

void MissingHeaders::add(const base::SourceMap& sources, const base::DiagSink& sink) {
    std::map<std::string, std::string> names;
    for (const base::Diagnostic& d : sink.all())
        if (const std::string name = header_not_found(d); !name.empty()) names.emplace(name, d.hint);
    if (names.empty()) return;
    for (std::size_t i = 0; i < sources.size(); ++i) by_file_[sources.file(base::FileId(i)).path].insert(names.begin(), names.end());
}

const std::map<std::string, std::string>& MissingHeaders::of(const std::string& file) const {
    static const std::map<std::string, std::string> none;
    const auto found = by_file_.find(file);
    return found == by_file_.end() ? none : found->second;
}

std::vector<report::Cause> causes(const ir::Program& driver, const MissingHeaders& missing) {
    Groups groups;
    for (const ir::Proc& proc : driver.procs) {
        if (proc.origin != ir::Origin::Driver || proc.hole_reason.empty()) continue;
        const base::Span at = proc.span;
        const std::string file = at.file.valid() ? driver.sources.file(at.file).path : std::string();
        if (!proc.has_body) groups.add(explain(proc.hole_reason, missing.of(file)), proc, at);
        for (const ir::Stmt& stmt : proc.body) {
            if (stmt.kind == ir::StmtKind::Hole) groups.add(explain(stmt.text, missing.of(file)), proc, stmt.span);
        }
    }
    return groups.sorted();
}

}  // namespace sdvlite::cli
