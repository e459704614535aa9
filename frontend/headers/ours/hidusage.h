// SPDX-License-Identifier: Apache-2.0
// mingw-w64's hidusage.h and usages of the public HID usage tables that it lacks.
#pragma once

#include_next <hidusage.h>
#ifndef HID_USAGE_GENERIC_RESOLUTION_MULTIPLIER
#define HID_USAGE_GENERIC_RESOLUTION_MULTIPLIER ((USAGE)0x48)
#endif
#ifndef HID_USAGE_CONSUMER_AC_PAN
#define HID_USAGE_CONSUMER_AC_PAN ((USAGE)0x238)
#endif
