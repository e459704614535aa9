// SPDX-License-Identifier: Apache-2.0
// Tracing of storage drivers: it is on, and what the driver's trace headers define is used.
#pragma once

#define DEBUG_USE_WPP
#include <stortrce.h>
