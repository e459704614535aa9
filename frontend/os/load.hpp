// SPDX-License-Identifier: Apache-2.0
// From a driver's program to one that can be checked: roles, driver model, OS model and harness linked in, the
// harness's choices written out. This is the only part that opens files.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diag.hpp"
#include "core/ir/link.hpp"
#include "core/ir/program.hpp"
#include "frontend/os/entry_edits.hpp"
#include "frontend/os/models.hpp"
#include "frontend/os/role_table.hpp"
#include "frontend/os/roles.hpp"

namespace sdvlite::frontend::os {

struct Options {
    std::string folder;                   ///< where models.txt is
    std::string compiled;                 ///< where the build keeps what it read (compiled.hpp); empty: nowhere
    std::string model;                    ///< name of the driver model; empty: detect
    std::vector<std::string> extra_files; ///< further model files; they win over the folder's
    BuildEvidence build;
    EntryEdits entries;          ///< what the user says about entry points
    std::string entry_list_path; ///< a list of them (entry_edits.hpp); empty: none
    std::string entry_list;      ///< its text
};

/// What is known about every driver model; read once, used for any number of drivers.
struct Knowledge {
    std::string folder;
    std::string compiled; ///< as in Options
    std::vector<DriverModel> models;
    RoleTable roles; ///< of all models
    std::map<std::string, std::string, std::less<>> aliases;
    std::set<std::string, std::less<>> function_tables; ///< records of pointers to DDIs
};

/// Reads models.txt, the tables of aliases and function tables, and all role tables. False after an error; spans in `sink` refer to `sources`.
bool read_knowledge(const std::string& folder, Knowledge& out, base::SourceMap& sources, base::DiagSink& sink);

/// The role tables of a driver model of `folder`. False after an error; spans in `sink` refer to `sources`.
bool read_role_tables(const DriverModel& model, const std::string& folder, RoleTable& out, base::SourceMap& sources,
                      base::DiagSink& sink);

/// The files of a driver model (harness last), read. `extra_files` follow. False after an error; spans in `sink` refer
/// to `sources`.
bool load_models(const DriverModel& model, const Knowledge& knowledge, const std::vector<std::string>& extra_files,
                 std::vector<ir::Program>& out, base::SourceMap& sources, base::DiagSink& sink);

/// Keeps what each file of each model gives in `compiled`. False after an error; spans in `sink` refer to `sources`.
bool compile_models(const std::string& folder, const std::string& compiled, base::SourceMap& sources,
                    base::DiagSink& sink);

struct EntryPoint {
    std::string role;
    std::string detail;
    std::string function;
    std::string found_by;
    base::Span span;      ///< what says so: the role type or the registration
    bool entered = false; ///< a harness calls it (also through the pointer that was registered)
};

struct UnmodelledDdi {
    std::string name;
    std::size_t calls = 0;
    base::Span first; ///< the first call
};

struct Coverage {
    std::vector<EntryPoint> entry_points;
    std::vector<UnmodelledDdi> unmodelled; ///< DDIs that the driver calls and no model describes, by name
    ir::ModelReport link;
    RoleReport roles;
};

struct Prepared {
    ir::Program program;
    std::string model;
    std::string rule_model;           ///< whose rules apply
    std::string unsupported;          ///< why this model can't be checked; then program has roles and nothing linked in
    std::string limited;              ///< why what is checked is not all; a pass is then none
    std::vector<std::string> entries; ///< entry procedures, callbacks first
    RoleTable roles;
    Coverage coverage;
};

/// The whole way. `driver` is linked from all of its files. False after an error; spans in `sink` refer to
/// out.program.sources.
bool prepare(ir::Program&& driver, const Options& options, Prepared& out, base::DiagSink& sink);

/// The first part of it, for `scan`: aliases, model, roles. Fills model, unsupported, roles, coverage.entry_points and
/// coverage.roles.
bool scan(ir::Program&& driver, const Options& options, Prepared& out, base::DiagSink& sink);

} // namespace sdvlite::frontend::os
