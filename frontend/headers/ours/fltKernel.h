// SPDX-License-Identifier: Apache-2.0
// The filter manager, for minifilters, written from its public documentation: types, role types of callbacks, and the
// functions as plain prototypes.
#pragma once

#include <ntifs.h>
#include "flt/types.h"
#include "flt/parameters.h"
#include "flt/callbacks.h"
#include "flt/filter.h"
#include "flt/names.h"
#include "flt/io.h"
#include "flt/queue.h"
