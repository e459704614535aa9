// SPDX-License-Identifier: Apache-2.0
// Storport: event tracing, telemetry, state changes, failures, device operations.
#pragma once

typedef enum _STORPORT_ETW_LEVEL {
  StorportEtwLevelLogAlways = 0,
  StorportEtwLevelCritical = 1,
  StorportEtwLevelError = 2,
  StorportEtwLevelWarning = 3,
  StorportEtwLevelInformational = 4,
  StorportEtwLevelVerbose = 5,
  StorportEtwLevelMax = StorportEtwLevelVerbose
} STORPORT_ETW_LEVEL, *PSTORPORT_ETW_LEVEL;

typedef enum _STORPORT_ETW_EVENT_OPCODE {
  StorportEtwEventOpcodeInfo = 0,
  StorportEtwEventOpcodeStart = 1,
  StorportEtwEventOpcodeStop = 2,
  StorportEtwEventOpcodeDC_Start = 3,
  StorportEtwEventOpcodeDC_Stop = 4,
  StorportEtwEventOpcodeExtension = 5,
  StorportEtwEventOpcodeReply = 6,
  StorportEtwEventOpcodeResume = 7,
  StorportEtwEventOpcodeSuspend = 8,
  StorportEtwEventOpcodeSend = 9,
  StorportEtwEventOpcodeReceive = 240
} STORPORT_ETW_EVENT_OPCODE, *PSTORPORT_ETW_EVENT_OPCODE;

typedef enum _STORPORT_ETW_EVENT_CHANNEL {
  StorportEtwEventDiagnostic = 0,
  StorportEtwEventOperational = 1,
  StorportEtwEventHealth = 2,
  StorportEtwEventIoPerformance = 3
} STORPORT_ETW_EVENT_CHANNEL, *PSTORPORT_ETW_EVENT_CHANNEL;

#define STORPORT_ETW_EVENT_KEYWORD_IO 0x1ULL
#define STORPORT_ETW_EVENT_KEYWORD_PERFORMANCE 0x2ULL
#define STORPORT_ETW_EVENT_KEYWORD_POWER 0x4ULL
#define STORPORT_ETW_EVENT_KEYWORD_ENUMERATION 0x8ULL
#define STORPORT_ETW_EVENT_KEYWORD_COMMAND_TRACE 0x10ULL
#define STORPORT_ETW_MAX_DESCRIPTION_LENGTH 80
#define STORPORT_ETW_MAX_PARAM_NAME_LENGTH 12

#define EVENT_NAME_MAX_LENGTH 32
#define EVENT_BUFFER_MAX_LENGTH 0x1000
#define EVENT_MAX_PARAM_NAME_LEN 32

typedef struct _STORPORT_TELEMETRY_EVENT {
  ULONG DriverVersion;
  ULONG EventId;
  UCHAR EventName[EVENT_NAME_MAX_LENGTH];
  ULONG EventVersion;
  ULONG Flags;
  ULONG EventBufferLength;
  PUCHAR EventBuffer;
  UCHAR ParameterName0[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue0;
  UCHAR ParameterName1[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue1;
  UCHAR ParameterName2[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue2;
  UCHAR ParameterName3[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue3;
  UCHAR ParameterName4[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue4;
  UCHAR ParameterName5[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue5;
  UCHAR ParameterName6[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue6;
  UCHAR ParameterName7[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue7;
} STORPORT_TELEMETRY_EVENT, *PSTORPORT_TELEMETRY_EVENT;

typedef struct _STOR_LOG_EVENT_DETAILS {
  ULONG InterfaceRevision;
  ULONG Size;
  ULONG Flags;
  ULONG EventAssociation;
  ULONG PathId;
  ULONG TargetId;
  ULONG LunId;
  BOOLEAN StorportSpecificErrorCode;
  ULONG ErrorCode;
  ULONG UniqueId;
  ULONG DumpDataSize;
  PVOID DumpData;
  ULONG StringCount;
  PWSTR *StringList;
} STOR_LOG_EVENT_DETAILS, *PSTOR_LOG_EVENT_DETAILS;

// StorPortStateChangeDetected.
#define STATE_CHANGE_LUN 0x1
#define STATE_CHANGE_TARGET 0x2
#define STATE_CHANGE_BUS 0x4
#define ATTRIBUTE_DEVICE_STATE 0x1
#define ATTRIBUTE_VM_PASSTHROUGH_LUN 0x2
#define ATTRIBUTE_HYBRID_CACHE_CHANGED 0x4

// StorPortAsyncNotificationDetected.
#define RAID_ASYNC_NOTIFY_FLAG_MEDIA_STATUS 0x1
#define RAID_ASYNC_NOTIFY_FLAG_DEVICE_STATUS 0x2
#define RAID_ASYNC_NOTIFY_FLAG_DEVICE_OPERATION 0x4
#define RAID_ASYNC_NOTIFY_SUPPORTED_FLAGS 0x7

// StorPortMarkDeviceFailed.
#define STORPORT_DEVICE_FAILED_FLAG_NONE 0x0
#define STORPORT_FAILURE_REASON_UNKNOWN 0x0

// StorPortIsDeviceOperationAllowed: the operation asked about; its value does not matter here.
extern const GUID STORPORT_DEVICEOPERATION_CACHED_SETTINGS_INIT_GUID;

// What StorPortInitializeTracing is told.
typedef VOID STORPORT_TRACE_CLEANUP(PVOID TraceContext);
typedef struct _STORAGE_TRACE_INIT_INFO {
  ULONG Size;
  PVOID DriverObject;
  ULONG NumErrorLogRecords;
  STORPORT_TRACE_CLEANUP *TraceCleanupRoutine;
  PVOID TraceContext;
} STORAGE_TRACE_INIT_INFO, *PSTORAGE_TRACE_INIT_INFO;

#define STOR_CURRENT_LOG_INTERFACE_REVISION 1
typedef enum _STOR_EVENT_ASSOCIATION_ENUM {
  StorEventAdapterAssociation = 0,
  StorEventLunAssociation,
  StorEventTargetAssociation,
  StorEventInvalidAssociation
} STOR_EVENT_ASSOCIATION_ENUM;
