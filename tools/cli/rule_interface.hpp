// SPDX-License-Identifier: Apache-2.0
// What rules of each driver model can name, for the linter: from the table of DDIs, the role tables and the OS models.
#pragma once

#include <map>
#include <string>

#include "frontend/os/load.hpp"
#include "rules/lint/interface.hpp"
#include "tools/cli/console.hpp"

namespace sdvlite::cli {

class RuleInterfaces {
public:
    /// Reads the tables. False after an error, which was said on `console`.
    bool read(Console& console);

    /// Of a driver model; an empty name means the default one. Null when there is no such model or its files can't be
    /// read, which was said on `console`.
    const rules::Interface* of(const std::string& model, Console& console);

    const base::DdiTable& ddis() const { return ddis_; }

private:
    const frontend::os::DriverModel* find(const std::string& model) const;
    bool fill(const frontend::os::DriverModel& model, rules::Interface& out, Console& console);

    frontend::os::Knowledge knowledge_;
    base::DdiTable ddis_;
    std::map<std::string, rules::Interface> made_;
};

}  // namespace sdvlite::cli
