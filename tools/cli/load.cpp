// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/load.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <fmt/format.h>

#include "core/ir/link.hpp"
#include "frontend/c/load.hpp"
#include "frontend/dir/reader.hpp"
#include "tools/cli/data_files.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/parallel.hpp"
#include "tools/cli/progress.hpp"

namespace sdvlite::cli {
namespace {

namespace os = frontend::os;
using frontend::project::Unit;

/// One file, read. Its messages refer to program.sources.
struct LoadedFile {
    ir::Program program;
    base::DiagSink sink;
    std::string error;  ///< no place in a file
    bool good = false;
};

void append(std::vector<std::string>& to, const std::vector<std::string>& from) { to.insert(to.end(), from.begin(), from.end()); }

frontend::c::LoadOptions c_options(const DriverOptions& options, const Unit& unit) {
    frontend::c::LoadOptions out;
    out.wdk = options.wdk;
    out.include_dirs = options.include_dirs;
    append(out.include_dirs, unit.include_dirs);
    // clang takes the last definition of a macro: the command line wins over the project.
    out.defines = unit.defines;
    append(out.defines, options.defines);
    out.undefines = unit.undefines;
    append(out.undefines, options.undefines);
    out.forced_includes = unit.forced_includes;
    append(out.forced_includes, options.forced_includes);
    out.clang_args = options.clang_arguments;
    return out;
}

void load_file(const DriverOptions& options, const Unit& unit, LoadedFile& out) {
    if (!is_ir_text(unit.file)) {
        out.good = frontend::c::load_c_file(unit.file, c_options(options, unit), out.program, out.sink);
        return;
    }
    const std::optional<std::string> text = read_file(unit.file, out.error, frontend::dir::kMaxFileBytes);
    out.good = text && frontend::dir::read_program(*text, unit.file, out.program, out.sink);
    out.program.name = unit.file;
}

// The driver's functions that were written down, whether or not they could be lowered.
bool is_driver_function(const ir::Proc& proc) {
    return proc.origin == ir::Origin::Driver && (proc.has_body || !proc.hole_reason.empty());
}

bool is_empty(const ir::Program& program) {
    return std::none_of(program.procs.begin(), program.procs.end(), is_driver_function);
}

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

}  // namespace

std::optional<ir::Program> load_driver(const DriverOptions& options, const Inputs& inputs, Console& console,
                                       MissingHeaders* missing) {
    std::vector<LoadedFile> files(inputs.units.size());
    {
        Progress progress(files.size(), console.err_is_terminal() && !options.quiet);
        for_each_index(files.size(), options.jobs, [&](std::size_t i) {
            progress.started(inputs.units[i].file);
            load_file(options, inputs.units[i], files[i]);
            progress.finished(inputs.units[i].file);
        });
    }

    bool good = true;
    std::vector<ir::Program> programs;
    for (std::size_t i = 0; i < files.size(); ++i) {
        LoadedFile& file = files[i];
        if (!file.error.empty()) console.error(file.error);
        console.show(file.sink, file.program.sources, !file.good, options.verbose ? 1000 : 10);
        good = good && file.good;
        if (missing) missing->add(file.program.sources, file.sink);
        programs.push_back(std::move(file.program));
    }
    if (!good) return std::nullopt;

    ir::Program driver;
    base::DiagSink sink;
    const bool linked = ir::link_drivers(std::move(programs), driver, sink);
    console.show(sink, driver.sources);
    if (!linked) return std::nullopt;
    driver.name = inputs.name;
    if (is_empty(driver)) {
        console.error(fmt::format("'{}' holds no function, so there is nothing to check", inputs.name));
        return std::nullopt;
    }
    return driver;
}

std::optional<LoadedDriver> load(const DriverOptions& options, Depth depth, Console& console) {
    const std::optional<Inputs> inputs = find_inputs(options.inputs, console);
    if (!inputs) return std::nullopt;
    MissingHeaders missing;
    std::optional<ir::Program> driver = load_driver(options, *inputs, console, &missing);
    if (!driver) return std::nullopt;

    LoadedDriver out;
    out.driver.name = inputs->name;
    for (const Unit& unit : inputs->units) out.driver.files.push_back(unit.file);
    for (const Unit& unit : inputs->units) {
        if (!is_ir_text(unit.file)) out.readers.push_back(frontend::c::reader_command(unit.file, c_options(options, unit)));
    }
    count_functions(*driver, out.coverage);
    out.coverage.causes = causes(*driver, missing);

    os::Options os_options;
    os_options.folder = os_model_folder();
    os_options.model = options.model;
    os_options.extra_files = options.os_models;
    base::DiagSink sink;
    os::Knowledge knowledge;
    base::SourceMap knowledge_sources;
    if (!os::read_knowledge(os_options.folder, knowledge, knowledge_sources, sink)) {
        console.show(sink, knowledge_sources);
        return std::nullopt;
    }
    out.aliases = {knowledge.aliases.begin(), knowledge.aliases.end()};
    out.aliases.insert(knowledge.roles.aliases.begin(), knowledge.roles.aliases.end());
    const auto step = depth == Depth::Scan ? os::scan : os::prepare;
    const bool good = step(std::move(*driver), os_options, out.prepared, sink);
    console.show(sink, out.prepared.program.sources);
    if (!good) return std::nullopt;
    out.driver.model = out.prepared.model;
    add_os_coverage(out.prepared.program, out.prepared.coverage, out.coverage);
    return out;
}

}  // namespace sdvlite::cli
