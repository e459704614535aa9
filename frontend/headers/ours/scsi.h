// SPDX-License-Identifier: Apache-2.0
// mingw-w64's scsi.h and what later versions added to it.
#pragma once

#include_next <scsi.h>
#include "storage/scsi_more.h"
