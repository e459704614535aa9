// SPDX-License-Identifier: Apache-2.0
// mingw-w64's wdm.h, corrected and completed with what Windows 8 to 11 added. A structure that only lacks members is
// completed in place: the name of its last member is a macro while the header is read, which expands to that member
// and the missing ones.
#pragma once

#include "more/members_wdm.h"
#include_next <wdm.h>
#undef DmaPort
#undef BuildMdlFromScatterGatherList

#include "more/constants.h"
#include "more/pool.h"
#include "more/sync.h"
#include "more/io.h"
#include "more/csq.h"
#include "more/dma.h"
#include "more/power_framework.h"
#include "more/kernel.h"
#include "more/counters.h"
#include "more/transactions.h"
#include "more/roles.h"
