// SPDX-License-Identifier: Apache-2.0
// Ctrl-C asks the run to end and to say what is known; a second one ends it at once.
#pragma once

#include <atomic>

namespace sdvlite::cli {

/// From now on SIGINT and SIGTERM set the flag that is returned.
const std::atomic<bool>& watch_interrupts();

}  // namespace sdvlite::cli
