// SPDX-License-Identifier: Apache-2.0
// Handles, and what all parts of the framework use. A kernel driver has included ntddk.h or wdm.h before; for a
// user-mode one the kernel types that the framework's declarations name are declared here.
#pragma once

#if !defined(_WDMDDK_) && !defined(_NTDDK_) && !defined(_WDM_INCLUDED_) && !defined(SDVLITE_HAVE_WDM)
#include "../wudfwdm.h"
#define SDVLITE_WDF_USER_MODE 1
#endif

#ifndef WDF_EXTERN_C
#ifdef __cplusplus
#define WDF_EXTERN_C extern "C"
#define WDF_EXTERN_C_START extern "C" {
#define WDF_EXTERN_C_END }
#else
#define WDF_EXTERN_C
#define WDF_EXTERN_C_START
#define WDF_EXTERN_C_END
#endif
#endif

// Declared here, so that a prototype that names one of them means the same type as everybody else.
struct _WDF_FDO_EVENT_CALLBACKS;
struct _WDF_CHILD_LIST_CONFIG;
struct _DEVPROPKEY;
struct _PNP_BUS_INFORMATION;
struct _IO_SECURITY_CONTEXT;
struct _KDPC;
struct _KINTERRUPT;
struct _DMA_ADAPTER;
struct _URB;
struct POHANDLE__;
enum _DEVICE_RELATION_TYPE;

#define WDFAPI
#define WDF_VIOLATION 0x10D
#define WDF_INLINE static __inline

#define SDVLITE_WDF_HANDLE(name) typedef struct name##__ *name, **P##name

typedef HANDLE WDFOBJECT, *PWDFOBJECT;
typedef HANDLE WDFCONTEXT;
SDVLITE_WDF_HANDLE(WDFDRIVER);
SDVLITE_WDF_HANDLE(WDFDEVICE);
SDVLITE_WDF_HANDLE(WDFQUEUE);
SDVLITE_WDF_HANDLE(WDFREQUEST);
SDVLITE_WDF_HANDLE(WDFFILEOBJECT);
SDVLITE_WDF_HANDLE(WDFMEMORY);
SDVLITE_WDF_HANDLE(WDFLOOKASIDE);
SDVLITE_WDF_HANDLE(WDFSPINLOCK);
SDVLITE_WDF_HANDLE(WDFWAITLOCK);
SDVLITE_WDF_HANDLE(WDFINTERRUPT);
SDVLITE_WDF_HANDLE(WDFTIMER);
SDVLITE_WDF_HANDLE(WDFDPC);
SDVLITE_WDF_HANDLE(WDFWORKITEM);
SDVLITE_WDF_HANDLE(WDFKEY);
SDVLITE_WDF_HANDLE(WDFSTRING);
SDVLITE_WDF_HANDLE(WDFCOLLECTION);
SDVLITE_WDF_HANDLE(WDFCHILDLIST);
SDVLITE_WDF_HANDLE(WDFIOTARGET);
SDVLITE_WDF_HANDLE(WDFUSBDEVICE);
SDVLITE_WDF_HANDLE(WDFUSBINTERFACE);
SDVLITE_WDF_HANDLE(WDFUSBPIPE);
SDVLITE_WDF_HANDLE(WDFDMAENABLER);
SDVLITE_WDF_HANDLE(WDFDMATRANSACTION);
SDVLITE_WDF_HANDLE(WDFCOMMONBUFFER);
SDVLITE_WDF_HANDLE(WDFWMIPROVIDER);
SDVLITE_WDF_HANDLE(WDFWMIINSTANCE);
SDVLITE_WDF_HANDLE(WDFCMRESLIST);
SDVLITE_WDF_HANDLE(WDFIORESLIST);
SDVLITE_WDF_HANDLE(WDFIORESREQLIST);
typedef struct WDFDEVICE_INIT WDFDEVICE_INIT, *PWDFDEVICE_INIT;

#define WDF_NO_OBJECT_ATTRIBUTES ((PWDF_OBJECT_ATTRIBUTES)0)
#define WDF_NO_EVENT_CALLBACK NULL
#define WDF_NO_HANDLE NULL
#define WDF_INVALID_HANDLE ((PVOID)(LONG_PTR)-1)
#define WDF_NO_CONTEXT NULL
#define WDF_NO_SEND_OPTIONS ((PWDF_REQUEST_SEND_OPTIONS)0)

typedef enum _WDF_TRI_STATE { WdfFalse = FALSE, WdfTrue = TRUE, WdfUseDefault = 2 } WDF_TRI_STATE, *PWDF_TRI_STATE;

typedef enum _WDF_EXECUTION_LEVEL {
  WdfExecutionLevelInvalid = 0,
  WdfExecutionLevelInheritFromParent,
  WdfExecutionLevelPassive,
  WdfExecutionLevelDispatch
} WDF_EXECUTION_LEVEL;

typedef enum _WDF_SYNCHRONIZATION_SCOPE {
  WdfSynchronizationScopeInvalid = 0,
  WdfSynchronizationScopeInheritFromParent,
  WdfSynchronizationScopeDevice,
  WdfSynchronizationScopeQueue,
  WdfSynchronizationScopeNone
} WDF_SYNCHRONIZATION_SCOPE;

#define WDF_REL_TIMEOUT_IN_SEC(Time) (((LONGLONG)(Time)) * -1 * 1000 * 1000 * 10)
#define WDF_ABS_TIMEOUT_IN_SEC(Time) (((LONGLONG)(Time)) * 1000 * 1000 * 10)
#define WDF_REL_TIMEOUT_IN_MS(Time) (((LONGLONG)(Time)) * -1 * 1000 * 10)
#define WDF_ABS_TIMEOUT_IN_MS(Time) (((LONGLONG)(Time)) * 1000 * 10)
#define WDF_REL_TIMEOUT_IN_US(Time) (((LONGLONG)(Time)) * -1 * 10)
#define WDF_ABS_TIMEOUT_IN_US(Time) (((LONGLONG)(Time)) * 10)
#define WDF_TIMEOUT_TO_SEC ((LONGLONG)1 * 10 * 1000 * 1000)
#define WDF_TIMEOUT_TO_MS ((LONGLONG)1 * 10 * 1000)
#define WDF_TIMEOUT_TO_US ((LONGLONG)1 * 10)

#define WDF_ALIGN_SIZE_DOWN(length, align) ((ULONG_PTR)(length) & ~((ULONG_PTR)(align)-1))
#define WDF_ALIGN_SIZE_UP(length, align) (WDF_ALIGN_SIZE_DOWN((ULONG_PTR)(length) + (align)-1, align))
#define WDF_PTR_ADD_OFFSET_TYPE(ptr, offset, type) ((type)((UCHAR *)(ptr) + (offset)))
#define WDF_PTR_ADD_OFFSET(ptr, offset) WDF_PTR_ADD_OFFSET_TYPE(ptr, offset, PVOID)

// A structure's INIT function starts like this.
#define SDVLITE_WDF_ZERO(p, type) \
  memset((p), 0, sizeof(type));   \
  (p)->Size = sizeof(type)
// A callback's role type and the pointer to it.
#define SDVLITE_WDF_EVT(result, name, ...)                                  \
  _Function_class_(EVT_WDF_##name) typedef result EVT_WDF_##name(__VA_ARGS__); \
  typedef EVT_WDF_##name *PFN_WDF_##name

LONGLONG WdfTimeoutToSec(LONGLONG Timeout);
ULONG WdfVerifierGetTrackObjects(void);
VOID WdfVerifierDbgBreakPoint(VOID);
VOID WdfVerifierKeBugCheck(ULONG BugCheckCode, ULONG_PTR P1, ULONG_PTR P2, ULONG_PTR P3, ULONG_PTR P4);
#define WDFVERIFY(exp) ((exp) ? TRUE : (WdfVerifierDbgBreakPoint(), FALSE))
#define VERIFY_IS_IRQL_PASSIVE_LEVEL()
#define WDFCASSERT(c)
#define WDF_INTERNAL
