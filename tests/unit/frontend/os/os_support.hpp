// SPDX-License-Identifier: Apache-2.0
// Drivers as IR text, read and prepared with the models of the source tree.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "frontend/os/load.hpp"

namespace sdvlite::test {

/// The folder with models.txt, found from this file's own path.
std::string models_folder();

/// Reads IR text; an error fails the test with its message.
ir::Program read_driver(std::string_view text);

/// The records of a WDM driver, and the DDIs that the tests call.
extern const char* const kWdmRecords;

/// kWdmRecords and `text`, prepared; errors fail the test.
frontend::os::Prepared prepare_driver(const std::string& text, const std::string& model = "");

/// Runs `entry` many times with random choices; what it raised, how often. The driver's records and DDIs must suffice.
std::map<std::uint64_t, int> raised(const frontend::os::Prepared& p, const std::string& entry, int runs);
std::set<std::uint64_t> keys(const std::map<std::uint64_t, int>& m);

} // namespace sdvlite::test
