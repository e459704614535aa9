// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/read_driver.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "core/ir/link.hpp"
#include "frontend/c/cache.hpp"
#include "frontend/c/load.hpp"
#include "frontend/dir/reader.hpp"
#include "tools/cli/data_files.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/nearby.hpp"
#include "tools/cli/parallel.hpp"
#include "tools/cli/progress.hpp"

namespace sdvlite::cli {
namespace {

namespace fs = std::filesystem;
using frontend::project::Unit;

/// One file, read. Its messages refer to program.sources.
struct LoadedFile {
    ir::Program program;
    base::DiagSink sink;
    std::string error; ///< no place in a file
    bool good = false;
};

void append(std::vector<std::string>& to, const std::vector<std::string>& from) { to.insert(to.end(), from.begin(), from.end()); }

frontend::c::LoadOptions c_options(const DriverOptions& options, const Unit& unit) {
    frontend::c::LoadOptions out;
    if (!options.no_cache) out.cache = cache_folder();
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
    out.trace_functions = unit.trace_functions;
    out.clang_args = options.clang_arguments;
    return out;
}

void load_file(const DriverOptions& options, const Unit& unit, frontend::c::FactChecker& facts, LoadedFile& out) {
    if (!is_ir_text(unit.file)) {
        frontend::c::LoadOptions how = c_options(options, unit);
        how.facts = &facts;
        out.good = frontend::c::load_c_file(unit.file, how, out.program, out.sink);
        if (out.sink.dropped() == 0) hint_at_headers(out.sink, unit.file);
        return;
    }
    const std::optional<std::string> text = read_file(unit.file, out.error, frontend::dir::kMaxFileBytes);
    out.good = text && frontend::dir::read_program(*text, unit.file, out.program, out.sink);
    out.program.name = unit.file;
}

// A project may name files that its build makes first; what was given by hand has to be there.
std::vector<Unit> existing_units(const Inputs& inputs, std::vector<report::Unread>& unread) {
    std::vector<Unit> out;
    for (const Unit& unit : inputs.units) {
        std::error_code ec;
        if (inputs.from_project && inputs.units.size() > 1 && !fs::exists(unit.file, ec)) {
            unread.push_back({unit.file, "there is no such file"});
        } else {
            out.push_back(unit);
        }
    }
    return out;
}

std::vector<LoadedFile> read_files(const DriverOptions& options, const std::vector<Unit>& units, Console& console) {
    std::vector<LoadedFile> files(units.size());
    frontend::c::FactChecker facts;
    {
        Progress progress(files.size(), console.err_is_terminal() && !options.quiet);
        for_each_index(files.size(), options.jobs, [&](std::size_t i) {
            progress.started(units[i].file);
            files[i].program.name = units[i].file;
            load_file(options, units[i], facts, files[i]);
            progress.finished(units[i].file);
        });
    }
    const std::string cache = options.no_cache ? "" : cache_folder();
    if (!cache.empty()) frontend::c::clean_cache_sometimes(cache, {});
    return files;
}

// Two files with a DriverEntry are two drivers; linked they would be none.
bool has_several_drivers(const std::vector<ir::Program>& programs, Console& console) {
    std::vector<std::string> drivers;
    for (const ir::Program& program : programs) {
        const ir::ProcId entry = program.find_proc("DriverEntry");
        if (entry.valid() && program[entry].has_body && !program[entry].is_static) drivers.push_back(program.name);
    }
    if (drivers.size() < 2) return false;
    console.error(fmt::format("these are {} drivers, for DriverEntry is defined in {}", drivers.size(), fmt::join(drivers, " and in ")),
                  "name the files of one of them, or its project");
    return true;
}

} // namespace

std::optional<ir::Program> read_driver(const DriverOptions& options, const Inputs& inputs, Console& console,
                                       Reading& reading) {
    for (const std::string& file : inputs.cpp_files) reading.unread.push_back({file, "C++ is not supported yet"});
    std::vector<LoadedFile> files = read_files(options, existing_units(inputs, reading.unread), console);

    // Of a project of many files one that can't be read does not hide what the others show.
    const bool all_needed = !inputs.from_project || files.size() == 1;
    bool good = true;
    std::vector<ir::Program> programs;
    for (LoadedFile& file : files) {
        if (!file.error.empty()) console.error(file.error);
        console.show(file.sink, file.program.sources, !file.good && all_needed, options.verbose ? 1000 : 10);
        reading.missing.add(file.program.sources, file.sink);
        if (file.good) {
            programs.push_back(std::move(file.program));
        } else {
            good = good && !all_needed;
            reading.unread.push_back({file.program.name, file.sink.all().empty() ? file.error : file.sink.all().back().message});
        }
    }
    if (!good || has_several_drivers(programs, console)) return std::nullopt;

    ir::Program driver;
    base::DiagSink sink;
    const bool linked = ir::link_drivers(std::move(programs), driver, sink);
    console.show(sink, driver.sources);
    if (!linked) return std::nullopt;
    driver.name = inputs.name;
    if (is_empty(driver) && reading.unread.empty()) {
        console.error(fmt::format("'{}' holds no function, so there is nothing to check", inputs.name));
        return std::nullopt;
    }
    return driver;
}

std::vector<std::string> command_for(const DriverOptions& options, const Unit& unit) {
    if (is_ir_text(unit.file)) return {};
    return frontend::c::reader_command(unit.file, c_options(options, unit));
}

bool is_driver_function(const ir::Proc& proc) {
    return proc.origin == ir::Origin::Driver && (proc.has_body || !proc.hole_reason.empty());
}

bool is_empty(const ir::Program& program) {
    return std::none_of(program.procs.begin(), program.procs.end(), is_driver_function);
}

std::string unread_text(const std::vector<report::Unread>& unread) {
    if (unread.empty()) return "";
    constexpr std::size_t kNamed = 5;
    const std::size_t named = std::min(unread.size(), kNamed);
    std::string out = unread.size() == 1 ? "a file was not read: " : fmt::format("{} files were not read: ", unread.size());
    for (std::size_t i = 0; i < named; ++i) {
        const bool same_reason = i + 1 < named && unread[i].reason == unread[i + 1].reason;
        out += fs::path(unread[i].file).filename().string();
        out += same_reason ? "" : fmt::format(" ({})", unread[i].reason);
        out += i + 1 < named ? ", " : "";
    }
    return unread.size() > kNamed ? out + fmt::format(", and {} more", unread.size() - kNamed) : out;
}

} // namespace sdvlite::cli
