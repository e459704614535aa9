// SPDX-License-Identifier: Apache-2.0
// The time that this thread has worked: what others do on the machine has no part in it, so that what is given up
// after a while is much the same from run to run.
#pragma once

#include <time.h>

namespace sdvlite::base {

/// Seconds of CPU time of the calling thread, from an arbitrary origin.
inline double thread_seconds() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

}  // namespace sdvlite::base
