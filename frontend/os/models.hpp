// SPDX-License-Identifier: Apache-2.0
// The driver models and how a driver of each is recognised: a plain text file (models.txt).
//
//   model NAME            begins a model
//   calls DDI             a driver that calls this DDI is of the model
//   role R                so is one that has a function of role R
//   default               so is every driver that is of no other model
//   roles FILE            its role table (role_table.hpp); several add up
//   folder FOLDER         its OS model: every .dir file in there that is no model's harness
//   harness FILE          its harness
//   unsupported WHY...    it is recognised, and can't be checked
//
// Paths are relative to the file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diag.hpp"
#include "core/ir/program.hpp"
#include "frontend/os/role_table.hpp"

namespace sdvlite::frontend::os {

struct DriverModel {
    std::string name;
    std::vector<std::string> calls;
    std::vector<std::string> roles;
    bool is_default = false;
    std::vector<std::string> role_files;
    std::vector<std::string> folders;
    std::string harness;
    std::string unsupported; ///< why it can't be checked; empty when it can
};

/// Appends the file's models to `models`. False after an error; spans in `sink` refer to `sources`.
bool read_models(std::string_view text, std::string_view path, std::vector<DriverModel>& models,
                 base::SourceMap& sources, base::DiagSink& sink);

/// The model that `driver` is of, null when none fits. `table` says what its role types mean.
const DriverModel* detect_model(const ir::Program& driver, const std::vector<DriverModel>& models,
                                const RoleTable& table);

} // namespace sdvlite::frontend::os
