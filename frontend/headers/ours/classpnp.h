// SPDX-License-Identifier: Apache-2.0
// mingw-w64's classpnp.h (drivers of storage classes), completed with what Windows 8 to 11 added.
#pragma once

#include <srb.h>
#include <scsi.h>
#include <ntddstor.h>
#include <ntddscsi.h>
#include "storage/class_support.h"

#define PowerRetryTimer                            \
  PowerRetryTimer;                                 \
  PCLASS_FUNCTION_SUPPORT_INFO FunctionSupportInfo; \
  PSTORAGE_MINIPORT_DESCRIPTOR MiniportDescriptor; \
  struct _ADDITIONAL_FDO_DATA *AdditionalFdoData;  \
  UCHAR SenseDataLength
#define MpDeviceMajorFunctionTable                                       \
  MpDeviceMajorFunctionTable[1];                                         \
  ULONG SrbSupport;                                                      \
  PDRIVER_DISPATCH sdvlite_MpDeviceMajorFunctionTable
#define PowerDown2                     \
  PowerDown2;                          \
  CLASS_POWER_DOWN_STATE3 PowerDown3;  \
  CLASS_POWER_UP_STATE2 sdvlite_PowerUp2
#define _COMPLETION_CONTEXT sdvlite_mingw__COMPLETION_CONTEXT
#define COMPLETION_CONTEXT sdvlite_mingw_COMPLETION_CONTEXT
#define PCOMPLETION_CONTEXT sdvlite_mingw_PCOMPLETION_CONTEXT
#include_next <classpnp.h>
#undef PowerRetryTimer
#undef MpDeviceMajorFunctionTable
#undef PowerDown2
#undef _COMPLETION_CONTEXT
#undef COMPLETION_CONTEXT
#undef PCOMPLETION_CONTEXT

typedef struct _COMPLETION_CONTEXT {
  PDEVICE_OBJECT DeviceObject;
  union {
    SCSI_REQUEST_BLOCK Srb;
    STORAGE_REQUEST_BLOCK SrbEx;
    UCHAR SrbExBuffer[CLASS_SRBEX_SCSI_CDB16_BUFFER_SIZE];
  } Srb;
} COMPLETION_CONTEXT, *PCOMPLETION_CONTEXT;

// Tracing that the library's debug output goes to; a driver's trace headers define it again.
#ifndef TracePrint
#define TracePrint(arguments)
#endif
#ifndef WPP_INIT_TRACING
#define WPP_INIT_TRACING(...) ((void)0)
#define WPP_CLEANUP(...) ((void)0)
#endif

#ifndef SCSIPORT_API
#define SCSIPORT_API
#endif
typedef struct _DICTIONARY_HEADER *PDICTIONARY_HEADER;
#define CLASS_TAG_LOCK_TRACKING 'TLcS'
#define CLASS_TAG_LB_PROVISIONING 'PLcS'
#define CLASS_SRB_SCSI_REQUEST_BLOCK 0x1
#define CLASS_SRB_STORAGE_REQUEST_BLOCK 0x2
extern const GUID GUID_CLASSPNP_SRB_SUPPORT;

#define GET_FDO_EXTENSON_SENSE_DATA_LENGTH(fdoExt) \
  (((fdoExt)->SenseData != NULL) ? (((fdoExt)->SenseDataLength > 0) ? (fdoExt)->SenseDataLength : SENSE_BUFFER_SIZE) : 0)
VOID __security_init_cookie(VOID);

ULONG ClassModeSenseEx(PDEVICE_OBJECT Fdo, PCHAR ModeSenseBuffer, ULONG Length, UCHAR PageMode, UCHAR PageControl);
NTSTATUS ClassModeSelect(PDEVICE_OBJECT Fdo, PCHAR ModeSelectBuffer, ULONG Length, BOOLEAN SavePages);
