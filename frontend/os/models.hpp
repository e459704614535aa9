// SPDX-License-Identifier: Apache-2.0
// The driver models and how a driver of each is recognised: a plain text file (models.txt). What
// the code does says more than what the project says, and that more than what it is linked with.
//
//   model NAME            begins a model
//   calls DDI             a driver that calls this DDI is of the model
//   role R                so is one that has a function of role R
//   fills RECORD FIELD    a driver that names this field is of none of the models that only the build tells and that can't
//                         be checked
//   type T                so is one whose project says that its type is T (KMDF)
//   links LIBRARY         so is one whose project links it with LIBRARY (fltmgr.lib)
//   user_mode             so is what a project builds for user mode
//   library               so is a static library
//   default               so is every driver that is of no other model
//   rules MODEL           its rules are those of MODEL
//   roles FILE            its role table (role_table.hpp); several add up
//   folder FOLDER         its OS model: every .dir file in there that is no model's harness
//   harness FILE          its harness
//   unsupported WHY...    it is recognised, and can't be checked
//   limited WHY...        it can be checked in part: defects count, passes don't
//
// Paths are relative to the file.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/diag.hpp"
#include "core/ir/program.hpp"
#include "frontend/os/role_table.hpp"

namespace sdvlite::frontend::os {

struct DriverModel {
    std::string name;
    std::vector<std::string> calls;
    std::vector<std::string> roles;
    std::vector<std::pair<std::string, std::string>> fills; ///< records and fields
    std::vector<std::string> types; ///< in lower case
    std::vector<std::string> links; ///< in lower case
    bool user_mode = false;
    bool is_library = false;
    bool is_default = false;
    std::vector<std::string> role_files;
    std::vector<std::string> folders;
    std::string harness;
    std::string rules;       ///< whose rules apply; empty: its own
    std::string unsupported; ///< why it can't be checked; empty when it can
    std::string limited;     ///< why it can be checked in part only
};

/// What a build description says about the driver; empty when there is none.
struct BuildEvidence {
    std::vector<std::string> libraries; ///< that it is linked with, in lower case: "storport.lib"
    std::string driver_type;            ///< WDM, KMDF, UMDF, ...
    bool user_mode = false;
    bool is_library = false;
};

/// Appends the file's models to `models`. False after an error; spans in `sink` refer to `sources`.
bool read_models(std::string_view text, std::string_view path, std::vector<DriverModel>& models,
                 base::SourceMap& sources, base::DiagSink& sink);

/// Whether a text has the name of a field that some model's drivers fill: what is said to be for user mode is worth a look then.
bool may_fill(std::string_view text, const std::vector<DriverModel>& models);

/// The model that `driver` is of, null when none fits. `table` says what its role types mean.
const DriverModel* detect_model(const ir::Program& driver, const std::vector<DriverModel>& models,
                                const RoleTable& table, const BuildEvidence& build = {});

} // namespace sdvlite::frontend::os
