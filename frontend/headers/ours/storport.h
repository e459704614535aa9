// SPDX-License-Identifier: Apache-2.0
// Storport, for miniports: types, role types, constants. The functions are in ../ddi/storport_prototypes.h, which
// wrap/storport.h reads after this file. Written from the public documentation; mingw-w64's storport.h is not used.
#pragma once

#include <miniport.h>

// A miniport has its request blocks from here, not from srb.h.
#define _NTSRB_
#include "storage/srb_constants.h"
#include "storage/srb_blocks.h"
#include "storage/srb_extended.h"
#include "storage/port_callbacks.h"
#include "storage/port_types.h"
#include "storage/port_power.h"
#include "storage/port_logging.h"
#include <scsi.h>

#define STORPORTAPI
#define SCSIPORTAPI
#define StorPortCopyMemory(Destination, Source, Length) memmove((Destination), (Source), (Length))
#if DBG
#define DebugPrint(x) StorPortDebugPrint x
#else
#define DebugPrint(x)
#endif
