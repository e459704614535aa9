// SPDX-License-Identifier: Apache-2.0
// The Windows Driver Framework (KMDF; UMDF 2 as far as it is the same), written from its public documentation: handles,
// callbacks' role types, configuration structures with their INIT functions, and the functions as plain prototypes.
#pragma once

#include "wdf/types.h"
#if !defined(SDVLITE_WDF_USER_MODE)
#include <wdmsec.h>
#endif
#include "wdf/objects.h"
#include "wdf/sync.h"
#include "wdf/memory.h"
#include "wdf/driver.h"
#include "wdf/power.h"
#include "wdf/request.h"
#include "wdf/device_init.h"
#include "wdf/device.h"
#include "wdf/bus.h"
#include "wdf/resources.h"
#include "wdf/queue.h"
#include "wdf/io_target.h"
#include "wdf/interrupt.h"
#include "wdf/dma.h"
#include "wdf/registry.h"
#include "wdf/wmi.h"
