// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/models.hpp"

#include <algorithm>
#include <set>

#include "frontend/os/word_table.hpp"

namespace sdvlite::frontend::os {

namespace {

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
    if (kind == "unsupported") {
        for (std::size_t i = 1; i < line.words.size(); ++i)
            m.unsupported += (i > 1 ? " " : "") + std::string(line.words[i]);
        return m.unsupported.empty() ? LineError{"say why it is not supported", 0} : LineError{};
    }
    if (kind == "default") {
        m.is_default = true;
        return line.words.size() == 1 ? LineError{} : LineError{"'default' stands alone", 1};
    }
    static constexpr std::string_view kWithName[] = {"calls", "role", "roles", "folder", "harness"};
    if (std::find(std::begin(kWithName), std::end(kWithName), kind) == std::end(kWithName))
        return {"unknown kind of line '" + kind + "'", 0};
    if (line.words.size() != 2) return {"this line should be: " + kind + " NAME", 0};
    const std::string word(line.words[1]);
    if (kind == "calls") m.calls.push_back(word);
    if (kind == "role") m.roles.push_back(word);
    if (kind == "roles") m.role_files.push_back(word);
    if (kind == "folder") m.folders.push_back(word);
    if (kind == "harness") m.harness = word;
    return {};
}

// What the driver calls, and the roles of its role types.
struct Evidence {
    std::set<std::string> calls;
    std::set<std::string> roles;

    Evidence(const ir::Program& driver, const RoleTable& table) {
        for (const ir::Proc& proc : driver.procs) {
            for (const ir::Stmt& s : proc.body)
                if (s.kind == ir::StmtKind::Call && s.proc.valid()) calls.insert(driver[s.proc].name);
            if (!proc.has_body) continue;
            for (const std::string& type : proc.role_types) roles.emplace(table.role_of(type));
        }
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

const DriverModel* detect_model(const ir::Program& driver, const std::vector<DriverModel>& models,
                                const RoleTable& table) {
    const Evidence evidence(driver, table);
    for (const DriverModel& m : models)
        if (evidence.fit(m)) return &m;
    for (const DriverModel& m : models)
        if (m.is_default) return &m;
    return nullptr;
}

} // namespace sdvlite::frontend::os
