// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/load.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <fmt/format.h>

#include "core/model/ddi_calls.hpp"
#include "frontend/os/coverage.hpp"
#include "frontend/os/entry_edits.hpp"
#include "tools/cli/causes.hpp"
#include "tools/cli/data_files.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/read_driver.hpp"

namespace sdvlite::cli {
namespace {

namespace os = frontend::os;
using frontend::project::Unit;

void count_functions(const ir::Program& program, report::Coverage& out) {
    for (const ir::Proc& proc : program.procs) {
        if (!is_driver_function(proc)) continue;
        const std::string& name = proc.display_name.empty() ? proc.name : proc.display_name;
        report::Function f{name, proc.span, proc.body.size(), 0};
        for (const ir::Stmt& s : proc.body) f.holes += s.kind == ir::StmtKind::Hole ? 1 : 0;
        if (!proc.has_body) f.statements = f.holes = 1;
        ++out.functions;
        out.statements += f.statements;
        out.statements_lowered += f.statements - f.holes;
        out.list.push_back(std::move(f));
        if (proc.hole_reason.empty()) {
            ++out.lowered;
        } else {
            out.havocked.push_back({name, proc.span, proc.hole_reason});
        }
    }
}

// Names that the driver's code mentions: what it calls, and whose address it takes.
std::set<std::string> mentioned_functions(const ir::Program& program) {
    std::set<std::string> names;
    for (const ir::Proc& proc : program.procs) {
        if (proc.origin != ir::Origin::Driver) continue;
        for (const ir::Stmt& stmt : proc.body) {
            if (stmt.kind == ir::StmtKind::Call && stmt.proc.valid()) names.insert(program[stmt.proc].name);
        }
    }
    for (const ir::Proc& proc : program.procs) {
        if (proc.address_taken) names.insert(proc.name);
    }
    return names;
}

void add_os_coverage(const ir::Program& program, const os::Coverage& from, report::Coverage& out) {
    for (const os::EntryPoint& e : from.entry_points) {
        out.entry_points.push_back({e.role, e.detail, e.function, e.span, e.found_by, e.entered});
    }
    for (const os::UnmodelledDdi& d : from.unmodelled) out.unmodelled_ddis.push_back(d.name);
    for (const os::UnknownRegistration& u : from.roles.unresolved) {
        out.notes.push_back({fmt::format("a {} is registered, but which function is not known ({})", u.role, u.where), u.span});
    }
    for (const base::Diagnostic& note : from.roles.notes) out.notes.push_back({note.message, note.span});
    const std::set<std::string> mentioned = mentioned_functions(program);
    for (const ir::ModelReport::Dropped& d : from.link.dropped) {
        if (mentioned.count(d.proc) == 0) continue;  // then it does not matter
        out.notes.push_back({fmt::format("the OS model's {} is not used: {}", d.proc, d.reason), d.span});
    }
    for (const std::string& name : from.link.defined_by_driver) {
        out.notes.push_back({fmt::format("the driver's own {} is taken, not the OS model's", name), {}});
    }
}

os::BuildEvidence evidence_of(const frontend::project::Project& build) {
    os::BuildEvidence out;
    out.libraries = build.libraries;
    out.driver_type = build.driver_type;
    out.user_mode = build.user_mode;
    out.is_library = build.product == frontend::project::Product::Library;
    return out;
}

bool read_entries(const DriverOptions& options, os::Options& out, Console& console) {
    for (const std::string& text : options.entries) {
        os::EntryEdit edit;
        if (!os::parse_entry_edit(text, edit)) {
            console.error(fmt::format("--entry: ROLE=FUNCTION is expected, not '{}'", text),
                          "ROLE:IRP_MJ_X=FUNCTION names a major function; a '-' before FUNCTION removes it");
            return false;
        }
        out.entries.edits.push_back(std::move(edit));
    }
    if (options.entry_file.empty()) return true;
    std::string error;
    std::optional<std::string> text = read_file(options.entry_file, error);
    if (!text) {
        console.error(error);
        return false;
    }
    out.entry_list_path = options.entry_file;
    out.entry_list = std::move(*text);
    return true;
}

// What the first line of every report says when not all can be checked.
std::string limits_of(const LoadedDriver& driver) {
    if (!driver.prepared.unsupported.empty()) return "can't be checked: " + driver.prepared.unsupported;
    std::string out = driver.prepared.limited;
    const std::string unread = unread_text(driver.coverage.unread);
    if (!unread.empty()) out += (out.empty() ? "" : "; ") + unread;
    return out.empty() ? "" : "checked in part: " + out;
}

}  // namespace

InputOptions input_options(const DriverOptions& options) {
    InputOptions out;
    out.configuration = options.configuration;
    for (const std::string& p : options.properties) out.properties[p.substr(0, p.find('='))] = p.substr(p.find('=') + 1);
    return out;
}

namespace {

// To tell that a driver is for user mode and can't be checked it need not be read; what may be the kernel's is.
bool plainly_user_mode(const Inputs& inputs, const os::Knowledge& knowledge) {
    return inputs.build.user_mode && std::none_of(inputs.units.begin(), inputs.units.end(), [&](const Unit& unit) {
        std::string error;
        const std::optional<std::string> text = read_file(unit.file, error);
        return text && os::may_fill(*text, knowledge.models);
    });
}

}  // namespace

std::optional<LoadedDriver> load(const DriverOptions& options, Depth depth, Console& console) {
    const std::optional<Inputs> inputs = find_inputs(options.inputs, input_options(options), console);
    if (!inputs) return std::nullopt;
    LoadedDriver out;
    out.driver.name = inputs->name;
    base::DiagSink sink;
    os::Knowledge knowledge;
    base::SourceMap knowledge_sources;
    if (!os::read_knowledge(os_model_folder(), knowledge, knowledge_sources, sink)) {
        console.show(sink, knowledge_sources);
        return std::nullopt;
    }
    Reading reading;
    std::optional<ir::Program> driver;
    if (options.model.empty() && depth == Depth::Check && plainly_user_mode(*inputs, knowledge)) {
        driver.emplace();
    } else {
        driver = read_driver(options, *inputs, console, reading);
    }
    if (!driver) return std::nullopt;
    out.coverage.unread = std::move(reading.unread);
    for (const Unit& unit : inputs->units) {
        const auto& unread = out.coverage.unread;
        if (std::any_of(unread.begin(), unread.end(), [&](const auto& u) { return u.file == unit.file; })) continue;
        out.driver.files.push_back(unit.file);
        if (!is_ir_text(unit.file)) out.readers.push_back(command_for(options, unit));
    }
    count_functions(*driver, out.coverage);
    out.coverage.causes = causes(*driver, reading.missing);

    os::Options os_options;
    os_options.folder = os_model_folder();
    os_options.compiled = compiled_model_folder();
    os_options.model = options.model;
    os_options.extra_files = options.os_models;
    os_options.build = evidence_of(inputs->build);
    if (!read_entries(options, os_options, console)) return std::nullopt;
    out.aliases = {knowledge.aliases.begin(), knowledge.aliases.end()};
    out.aliases.insert(knowledge.roles.aliases.begin(), knowledge.roles.aliases.end());
    const auto step = depth == Depth::Scan ? os::scan : os::prepare;
    const bool good = step(std::move(*driver), os_options, out.prepared, sink);
    console.show(sink, out.prepared.program.sources);
    if (!good) return std::nullopt;
    if (depth == Depth::Check && model::make_ddi_calls_direct(out.prepared.program)) {
        os::list_unmodelled(out.prepared.program, out.prepared.coverage);
    }
    out.driver.model = out.prepared.model;
    if (is_empty(out.prepared.program) && out.prepared.unsupported.empty()) {
        out.prepared.unsupported = unread_text(out.coverage.unread);
    }
    out.driver.limits = limits_of(out);
    add_os_coverage(out.prepared.program, out.prepared.coverage, out.coverage);
    return out;
}

}  // namespace sdvlite::cli
