// SPDX-License-Identifier: Apache-2.0
// WPP's in-flight recorder: tracing does not change what the checker looks at, so its calls are nothing.
#pragma once

typedef PVOID RECORDER_LOG, *PRECORDER_LOG;

typedef struct _RECORDER_CONFIGURE_PARAMS {
  ULONG Size;
  BOOLEAN CreateDefaultLog;
} RECORDER_CONFIGURE_PARAMS, *PRECORDER_CONFIGURE_PARAMS;

typedef struct _RECORDER_LOG_CREATE_PARAMS {
  ULONG Size;
  ULONG LogTypeHint;
  ULONG TotalBufferSize;
  ULONG ErrorPartitionSize;
  LONG LowPriority;
  CHAR LogIdentifier[16];
} RECORDER_LOG_CREATE_PARAMS, *PRECORDER_LOG_CREATE_PARAMS;

#define RECORDER_CONFIGURE_PARAMS_INIT(Params) RtlZeroMemory((Params), sizeof(RECORDER_CONFIGURE_PARAMS))
#define RECORDER_LOG_CREATE_PARAMS_INIT(Params, Name) RtlZeroMemory((Params), sizeof(RECORDER_LOG_CREATE_PARAMS))
#define WppRecorderConfigure(Params) ((void)0)
#define WppRecorderLogGetDefault() ((RECORDER_LOG)NULL)
#define WppRecorderIsDefaultLogAvailable() FALSE
#define WppRecorderLogCreate(Params, Log) (*(Log) = NULL, STATUS_SUCCESS)
#define WppRecorderLogDelete(Log) ((void)0)
