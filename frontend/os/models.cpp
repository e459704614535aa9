// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/models.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "frontend/os/word_table.hpp"

namespace sdvlite::frontend::os {

namespace {

std::string lower(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

LineError read_line(const TableLine& line, std::vector<DriverModel>& models) {
    const std::string kind(line.words[0]);
    if (kind == "model") {
        if (line.words.size() != 2) return {"this line should be: model NAME", 0};
        models.push_back({});
        models.back().name = line.words[1];
        return {};
    }
    if (models.empty()) return {"the first line must be: model NAME", 0};
    DriverModel& m = models.back();
    if (kind == "unsupported" || kind == "limited") {
        std::string& why = kind == "limited" ? m.limited : m.unsupported;
        for (std::size_t i = 1; i < line.words.size(); ++i) why += (i > 1 ? " " : "") + std::string(line.words[i]);
        return why.empty() ? LineError{"say why", 0} : LineError{};
    }
    if (kind == "default" || kind == "user_mode" || kind == "library") {
        (kind == "default" ? m.is_default : kind == "library" ? m.is_library : m.user_mode) = true;
        return line.words.size() == 1 ? LineError{} : LineError{"'" + kind + "' stands alone", 1};
    }
    if (kind == "fills") {
        if (line.words.size() != 3) return {"this line should be: fills RECORD FIELD", 0};
        m.fills.emplace_back(line.words[1], line.words[2]);
        return {};
    }
    static constexpr std::string_view kWithName[] = {"calls", "role",   "roles", "folder",
                                                     "harness", "type", "links", "rules"};
    if (std::find(std::begin(kWithName), std::end(kWithName), kind) == std::end(kWithName))
        return {"unknown kind of line '" + kind + "'", 0};
    if (line.words.size() != 2) return {"this line should be: " + kind + " NAME", 0};
    const std::string word(line.words[1]);
    if (kind == "calls") m.calls.push_back(word);
    if (kind == "role") m.roles.push_back(word);
    if (kind == "roles") m.role_files.push_back(word);
    if (kind == "folder") m.folders.push_back(word);
    if (kind == "harness") m.harness = word;
    if (kind == "type") m.types.push_back(lower(word));
    if (kind == "links") m.links.push_back(lower(word));
    if (kind == "rules") m.rules = word;
    return {};
}

// What the driver calls, the roles of its role types, the fields that it names.
struct Evidence {
    std::set<std::string> calls;
    std::set<std::string> roles;
    std::set<std::pair<std::string, std::string>> fields;

    Evidence(const ir::Program& driver, const RoleTable& table) {
        for (const ir::Proc& proc : driver.procs) {
            for (const ir::Stmt& s : proc.body)
                if (s.kind == ir::StmtKind::Call && s.proc.valid()) calls.insert(driver[s.proc].name);
            if (!proc.has_body) continue;
            for (const std::string& type : proc.role_types) roles.emplace(table.role_of(type));
        }
        for (const ir::Expr& e : driver.exprs) {
            if (e.kind != ir::ExprKind::Field) continue;
            const ir::Record& record = driver.types.rec(driver.types[driver[e.a].type].record);
            fields.emplace(record.name.substr(0, record.name.find('@')), record.fields[e.index].name);
        }
    }

    bool fills(const std::vector<DriverModel>& models) const {
        return std::any_of(models.begin(), models.end(), [&](const DriverModel& m) {
            return std::any_of(m.fills.begin(), m.fills.end(), [&](const auto& f) { return fields.contains(f); });
        });
    }

    bool fit(const DriverModel& m) const {
        const auto in = [](const std::set<std::string>& s) {
            return [&s](const std::string& x) { return s.contains(x); };
        };
        return std::any_of(m.calls.begin(), m.calls.end(), in(calls)) ||
               std::any_of(m.roles.begin(), m.roles.end(), in(roles));
    }
};

} // namespace

bool read_models(std::string_view text, std::string_view path, std::vector<DriverModel>& models,
                 base::SourceMap& sources, base::DiagSink& sink) {
    return read_word_table(text, path, sources, sink, [&](const TableLine& line) { return read_line(line, models); });
}

bool may_fill(std::string_view text, const std::vector<DriverModel>& models) {
    return std::any_of(models.begin(), models.end(), [&](const DriverModel& m) {
        return std::any_of(m.fills.begin(), m.fills.end(), [&](const auto& f) { return text.find(f.second) != std::string_view::npos; });
    });
}

const DriverModel* detect_model(const ir::Program& driver, const std::vector<DriverModel>& models,
                                const RoleTable& table, const BuildEvidence& build) {
    const Evidence evidence(driver, table);
    const std::string type = lower(build.driver_type);
    const auto says_so = [&](const DriverModel& m) {
        return std::find(m.types.begin(), m.types.end(), type) != m.types.end();
    };
    const auto is_linked = [&](const DriverModel& m) {
        return std::any_of(m.links.begin(), m.links.end(), [&](const std::string& l) {
            return std::find(build.libraries.begin(), build.libraries.end(), l) != build.libraries.end();
        });
    };
    // The stronger evidence first; of the same, the first model. A framework for user mode has the kernel's calls.
    // Who fills the driver object is no driver of another model that it does not call, whatever the project says.
    const bool fills = evidence.fills(models);
    const auto believed = [&](const DriverModel& m) { return !fills || m.unsupported.empty(); };
    const std::function<bool(const DriverModel&)> kinds[] = {
        [&](const DriverModel& m) { return m.user_mode && build.user_mode && believed(m); },
        [&](const DriverModel& m) { return evidence.fit(m); },
        [&](const DriverModel& m) { return says_so(m) && believed(m); },
        [&](const DriverModel& m) { return is_linked(m) && believed(m); },
        [&](const DriverModel& m) { return m.is_library && build.is_library; },
        [](const DriverModel& m) { return m.is_default; }};
    for (const auto& fits : kinds)
        for (const DriverModel& m : models)
            if (fits(m)) return &m;
    return nullptr;
}

} // namespace sdvlite::frontend::os
