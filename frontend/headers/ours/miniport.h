// SPDX-License-Identifier: Apache-2.0
// A miniport's basic types. A WDK's miniport.h repeats a part of ntddk.h; here it is ntddk.h itself.
#pragma once

#define _MINIPORT_

// ntddk.h has a DEVICE_FLAGS that miniport.h does not have and that miniports define for themselves.
#define DEVICE_FLAGS sdvlite_ntddk_DEVICE_FLAGS
#define PDEVICE_FLAGS sdvlite_ntddk_PDEVICE_FLAGS
#define _DEVICE_FLAGS sdvlite_ntddk__DEVICE_FLAGS
#include <ntddk.h>
#undef DEVICE_FLAGS
#undef PDEVICE_FLAGS
#undef _DEVICE_FLAGS

#define EMULATOR_READ_ACCESS 0x01
#define EMULATOR_WRITE_ACCESS 0x02

typedef enum _EMULATOR_PORT_ACCESS_TYPE { Uchar, Ushort, Ulong } EMULATOR_PORT_ACCESS_TYPE,
    *PEMULATOR_PORT_ACCESS_TYPE;

typedef struct _EMULATOR_ACCESS_ENTRY {
  ULONG BasePort;
  ULONG NumConsecutivePorts;
  EMULATOR_PORT_ACCESS_TYPE AccessType;
  UCHAR AccessMode;
  UCHAR StringSupport;
  PVOID Routine;
} EMULATOR_ACCESS_ENTRY, *PEMULATOR_ACCESS_ENTRY;

typedef VOID (*PBANKED_SECTION_ROUTINE)(ULONG ReadBank, ULONG WriteBank, PVOID Context);
