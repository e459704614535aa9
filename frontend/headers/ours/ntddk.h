// SPDX-License-Identifier: Apache-2.0
// mingw-w64's ntddk.h and what it lacks beyond wdm.h.
#pragma once

#include_next <ntddk.h>
#include "more/generic_tables.h"
