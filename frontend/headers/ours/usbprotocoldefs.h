// SPDX-License-Identifier: Apache-2.0
// usbspec.h has all of it; mingw-w64's usbprotocoldefs.h repeats names inside one structure.
#pragma once

#include <usbspec.h>
