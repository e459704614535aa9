// SPDX-License-Identifier: Apache-2.0
// Drivers as IR text, read and prepared with the models of the source tree.
#pragma once

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

} // namespace sdvlite::test
