// SPDX-License-Identifier: Apache-2.0
// mingw-w64's ntddk.h and what it lacks beyond wdm.h.
#pragma once

// With RTL_USE_AVL_TABLES mingw-w64's header uses this type and does not define it.
#ifdef RTL_USE_AVL_TABLES
typedef struct _RTL_SPLAY_LINKS {
  struct _RTL_SPLAY_LINKS *Parent;
  struct _RTL_SPLAY_LINKS *LeftChild;
  struct _RTL_SPLAY_LINKS *RightChild;
} RTL_SPLAY_LINKS, *PRTL_SPLAY_LINKS;
#endif

#include_next <ntddk.h>
#include "more/generic_tables.h"

// mingw-w64 declares them only without NO_LEGACY_DRIVERS, which its wdm.h defines.
ULONG HalGetBusData(BUS_DATA_TYPE BusDataType, ULONG BusNumber, ULONG SlotNumber, PVOID Buffer, ULONG Length);
ULONG HalSetBusData(BUS_DATA_TYPE BusDataType, ULONG BusNumber, ULONG SlotNumber, PVOID Buffer, ULONG Length);
