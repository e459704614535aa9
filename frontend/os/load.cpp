// SPDX-License-Identifier: Apache-2.0
#include "frontend/os/load.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "core/ir/unwritten.hpp"
#include "frontend/dir/reader.hpp"
#include "frontend/os/aliases.hpp"
#include "frontend/os/compiled.hpp"
#include "frontend/os/contexts.hpp"
#include "frontend/os/coverage.hpp"
#include "frontend/os/ddi_table.hpp"
#include "frontend/os/function_tables.hpp"
#include "frontend/os/harness_passes.hpp"
#include "frontend/os/out_parameters.hpp"
#include "frontend/os/prune.hpp"
#include "frontend/os/thread_ends.hpp"

namespace sdvlite::frontend::os {

namespace fs = std::filesystem;

namespace {

constexpr const char* kModels = "models.txt";
constexpr const char* kAliases = "ddi_aliases.txt";
constexpr const char* kDdis = "ddis.txt";
constexpr const char* kMoreDdis = "ddis_more.txt";
constexpr const char* kFunctionTables = "function_tables.txt";
constexpr const char* kOutParameters = "out_parameters.txt";
constexpr std::string_view kEntry = "entry";

std::optional<std::string> read_file(const std::string& path, base::DiagSink& sink) {
    std::error_code wrong;
    if (fs::is_regular_file(path, wrong) && fs::file_size(path, wrong) <= dir::kMaxFileBytes) {
        std::ifstream in(path, std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(in), {}};
        if (in) return text;
    }
    sink.error({}, "can't read " + path);
    return std::nullopt;
}

std::string join(const std::string& folder, const std::string& name) { return (fs::path(folder) / name).string(); }

// `d` with its places in `to` instead of `from`.
base::Diagnostic moved(base::Diagnostic d, const base::SourceMap& from, base::SourceMap& to) {
    if (d.span.file.valid()) {
        const base::SourceFile& file = from.file(d.span.file);
        d.span.file = to.add(file.path, file.text);
    }
    for (base::Diagnostic& n : d.notes) { // notes have no notes of their own
        if (!n.span.file.valid()) continue;
        const base::SourceFile& file = from.file(n.span.file);
        n.span.file = to.add(file.path, file.text);
    }
    return d;
}

bool read_model_file(const std::string& path, const std::string& compiled, ir::Origin origin,
                     std::vector<ir::Program>& out, base::SourceMap& sources, base::DiagSink& sink) {
    const auto text = read_file(path, sink);
    if (!text) return false;
    if (auto kept = find_compiled(compiled, *text, path, origin)) {
        out.push_back(std::move(*kept));
        return true;
    }
    ir::Program program;
    base::DiagSink own;
    dir::ReadOptions options;
    options.origin = origin;
    const bool good = dir::read_program(*text, path, program, own, options);
    for (const base::Diagnostic& d : own.all()) sink.add(moved(d, program.sources, sources));
    program.name = path;
    if (good) out.push_back(std::move(program));
    return good;
}

// The .dir files of the model's folders that are no model's harness, sorted by path.
bool model_files(const DriverModel& model, const Knowledge& knowledge, std::vector<std::string>& out,
                 base::DiagSink& sink) {
    for (const std::string& folder : model.folders) {
        std::error_code wrong;
        std::vector<std::string> here;
        for (fs::directory_iterator it(join(knowledge.folder, folder), wrong), end; !wrong && it != end;
             it.increment(wrong)) {
            const std::string path = join(join(knowledge.folder, folder), it->path().filename().string());
            const bool harness =
                std::any_of(knowledge.models.begin(), knowledge.models.end(), [&](const DriverModel& m) {
                    return !m.harness.empty() && join(knowledge.folder, m.harness) == path;
                });
            if (it->path().extension() == ".dir" && !harness) here.push_back(path);
        }
        if (wrong) {
            sink.error({}, "can't read the folder " + join(knowledge.folder, folder) + ": " + wrong.message());
            return false;
        }
        std::sort(here.begin(), here.end());
        out.insert(out.end(), here.begin(), here.end());
    }
    return true;
}

const DriverModel* chosen_model(const ir::Program& driver, const Knowledge& k, const std::string& wanted,
                                const BuildEvidence& build, base::DiagSink& sink) {
    if (wanted.empty()) return detect_model(driver, k.models, k.roles, build);
    std::string known;
    for (const DriverModel& m : k.models) {
        if (m.name == wanted) return &m;
        known += (known.empty() ? "" : ", ") + m.name;
    }
    sink.error({}, "there is no driver model '" + wanted + "'", "known are " + known);
    return nullptr;
}

// Aliases, model, its own role table, roles. Null after an error.
const DriverModel* recognise(const Options& options, Knowledge& k, Prepared& out, base::DiagSink& sink) {
    base::SourceMap& sources = out.program.sources;
    if (!read_knowledge(options.folder, k, sources, sink)) return nullptr;
    k.compiled = options.compiled;
    name_table_calls(out.program, k.function_tables);
    apply_aliases(out.program, k.aliases);
    const DriverModel* model = chosen_model(out.program, k, options.model, options.build, sink);
    if (!model) return nullptr;
    if (model->role_files.empty()) out.roles = k.roles;
    if (!read_role_tables(*model, k.folder, out.roles, sources, sink)) return nullptr;
    out.model = model->name;
    out.rule_model = model->rules.empty() ? model->name : model->rules;
    out.unsupported = model->unsupported;
    out.limited = model->limited;
    out.coverage.roles = find_roles(out.program, out.roles);
    EntryEdits edits = options.entries;
    if (!options.entry_list_path.empty() &&
        !read_entry_list(options.entry_list, options.entry_list_path, edits, sources, sink))
        return nullptr;
    if (!apply_entry_edits(out.program, edits, out.roles, sink)) return nullptr;
    out.coverage.roles.complete = edits.replace;
    for (const EntryEdit& e : edits.edits)
        if (e.remove) out.coverage.roles.removed.insert(e.function);
    return model;
}

// A helper of the model (their names start with sdv_) that was dropped (the driver's records lack its fields) does
// nothing.
void silence_dropped_helpers(ir::Program& program, const ir::ModelReport& report) {
    for (const ir::ModelReport::Dropped& d : report.dropped) {
        const ir::ProcId proc = program.find_proc(d.proc);
        const bool helper = d.proc.starts_with("sdv_") && proc.valid() && program[proc].origin != ir::Origin::Driver;
        if (helper && !program[proc].has_body) program[proc].modelled = true;
    }
}

bool store_out_parameters(ir::Program& program, const Knowledge& k, base::DiagSink& sink) {
    OutTable table;
    const auto text = read_file(join(k.folder, kOutParameters), sink);
    if (!text || !read_out_table(*text, join(k.folder, kOutParameters), table, program.sources, sink)) return false;
    store_out_parameters(program, table);
    return true;
}

void fit_harness(Prepared& out) {
    add_group_roles(out.program, out.roles);
    empty_needless_steps(out.program, out.roles);
    drop_empty_choices(out.program);
    note_given_contexts(out.program, out.roles);
    resolve_harness_calls(out.program, out.coverage.roles.open);
    mark_entered(out.program, out.coverage);
    ir::expand_invokes(out.program, [&](std::string_view detail) { return out.roles.code_of(detail); });
    remove_group_roles(out.program);
}

} // namespace

bool read_knowledge(const std::string& folder, Knowledge& out, base::SourceMap& sources, base::DiagSink& sink) {
    out.folder = folder;
    const auto models = read_file(join(folder, kModels), sink);
    const auto aliases = read_file(join(folder, kAliases), sink);
    const auto tables = read_file(join(folder, kFunctionTables), sink);
    if (!models || !aliases || !tables) return false;
    bool good = read_models(*models, join(folder, kModels), out.models, sources, sink);
    good &= read_alias_table(*aliases, join(folder, kAliases), out.aliases, sources, sink);
    good &= read_function_tables(*tables, join(folder, kFunctionTables), out.function_tables, sources, sink);
    std::set<std::string> done;
    for (const DriverModel& m : out.models) {
        for (const std::string& file : m.role_files) {
            if (!done.insert(file).second) continue;
            const auto text = read_file(join(folder, file), sink);
            good = text && read_role_table(*text, join(folder, file), out.roles, sources, sink) && good;
        }
    }
    return good;
}

bool read_role_tables(const DriverModel& model, const std::string& folder, RoleTable& out, base::SourceMap& sources,
                      base::DiagSink& sink) {
    bool good = true;
    for (const std::string& file : model.role_files) {
        const auto text = read_file(join(folder, file), sink);
        good = text && read_role_table(*text, join(folder, file), out, sources, sink) && good;
    }
    return good;
}

bool load_ddi_table(const std::string& folder, base::DdiTable& table, base::SourceMap& sources, base::DiagSink& sink) {
    bool good = true;
    for (const char* name : {kDdis, kMoreDdis}) {
        const auto ddis = read_file(join(folder, name), sink);
        good = ddis && read_ddi_table(*ddis, join(folder, name), table, sources, sink) && good;
    }
    const auto aliases = read_file(join(folder, kAliases), sink);
    if (!aliases) return false;
    return read_alias_table(*aliases, join(folder, kAliases), table.aliases, sources, sink) && good;
}

bool load_models(const DriverModel& model, const Knowledge& knowledge, const std::vector<std::string>& extra_files,
                 std::vector<ir::Program>& out, base::SourceMap& sources, base::DiagSink& sink) {
    std::vector<std::string> files;
    bool good = model_files(model, knowledge, files, sink);
    const auto read = [&](const std::string& file, ir::Origin origin) {
        good &= read_model_file(file, knowledge.compiled, origin, out, sources, sink);
    };
    for (const std::string& file : files) read(file, ir::Origin::OsModel);
    if (!model.harness.empty()) read(join(knowledge.folder, model.harness), ir::Origin::Harness);
    for (const std::string& file : extra_files) read(file, ir::Origin::OsModel);
    return good;
}

bool compile_models(const std::string& folder, const std::string& compiled, base::SourceMap& sources,
                    base::DiagSink& sink) {
    Knowledge knowledge;
    bool good = read_knowledge(folder, knowledge, sources, sink);
    std::map<std::string, ir::Origin> files;
    for (const DriverModel& model : knowledge.models) {
        std::vector<std::string> here;
        good &= model_files(model, knowledge, here, sink);
        for (std::string& file : here) files.emplace(std::move(file), ir::Origin::OsModel);
        if (!model.harness.empty()) files.emplace(join(folder, model.harness), ir::Origin::Harness);
    }
    for (const auto& [path, origin] : files) {
        const auto text = read_file(path, sink);
        base::SourceMap own;
        base::DiagSink said;
        good = text && compile_model(compiled, *text, path, origin, own, said) && good;
        for (const base::Diagnostic& d : said.all()) sink.add(moved(d, own, sources));
    }
    return good;
}

bool scan(ir::Program&& driver, const Options& options, Prepared& out, base::DiagSink& sink) {
    out = Prepared();
    out.program = std::move(driver);
    Knowledge knowledge;
    if (!recognise(options, knowledge, out, sink)) return false;
    list_entry_points(out.program, out.coverage);
    return true;
}

bool prepare(ir::Program&& driver, const Options& options, Prepared& out, base::DiagSink& sink) {
    out = Prepared();
    out.program = std::move(driver);
    Knowledge knowledge;
    const DriverModel* model = recognise(options, knowledge, out, sink);
    if (!model) return false;
    if (!model->unsupported.empty()) {
        list_entry_points(out.program, out.coverage);
        return true;
    }
    std::vector<ir::Program> models;
    if (!load_models(*model, knowledge, options.extra_files, models, out.program.sources, sink)) return false;
    prune(models, out.program);
    if (!ir::link_models(out.program, std::move(models), out.coverage.link, sink)) return false;
    silence_dropped_helpers(out.program, out.coverage.link);
    find_handed_over(out.program, out.coverage.roles);
    find_uncalled(out.program, out.coverage.roles);
    list_entry_points(out.program, out.coverage);
    list_unmodelled(out.program, out.coverage);
    if (!out.coverage.unmodelled.empty() && !store_out_parameters(out.program, knowledge, sink)) return false;
    for (ir::ProcId entry : annotated(out.program, kEntry)) out.entries.push_back(out.program[entry].name);
    end_routines(out.program);
    fit_harness(out);
    ir::mark_unwritten(out.program);
    out.program.closed = true;
    return true;
}

} // namespace sdvlite::frontend::os
