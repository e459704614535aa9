// SPDX-License-Identifier: Apache-2.0
// Control codes for user mode, in a driver that has not read windef.h.
#pragma once

#include "more/windows_types.h"
#include_next <winioctl.h>
