// SPDX-License-Identifier: Apache-2.0
// Device specific modules of multipath I/O. Their interface has no public reference: names and parameters are those that
// the public sample driver uses; layouts and values stand for nothing.
#pragma once

#include <ntddk.h>
#include <stddef.h>
#include <ntddstor.h>
#include <ntdddisk.h>
#include <scsi.h>
#include <ntddscsi.h>
#include <srb.h>
#include <mountdev.h>
#include <wmilib.h>
#include <wmistr.h>
#include <ntstrsafe.h>

typedef struct _DSM_IDS {
  ULONG Count;
  PVOID IdList[1];
} DSM_IDS, *PDSM_IDS;
typedef enum _DSM_TYPE { DsmType1 = 1, DsmType2, DsmType3, DsmType4, DsmType5, DsmType6, DsmType7 } DSM_TYPE;
typedef struct _DSM_VERSION_INFO {
  ULONG MajorVersion;
  ULONG MinorVersion;
  ULONG ProductBuild;
  ULONG QfeNumber;
} DSM_VERSION, MPIO_VERSION_INFO, *PMPIO_VERSION_INFO;
typedef struct _DSM_MPIO_CONTEXT {
  PVOID MPIOContext;
} DSM_MPIO_CONTEXT, *PDSM_MPIO_CONTEXT;
typedef struct _DSM_DEREGISTER_DATA {
  ULONG DeregisterDataSize;
  PDRIVER_OBJECT DriverObject;
  PVOID DsmContext;
  PVOID MpioContext;
} DSM_DEREGISTER_DATA, *PDSM_DEREGISTER_DATA;

typedef VOID (*DSM_COMPLETION_ROUTINE)(PVOID DsmId, PIRP Irp, PSCSI_REQUEST_BLOCK Srb, PVOID DsmContext);
typedef struct _DSM_COMPLETION_INFO {
  DSM_COMPLETION_ROUTINE DsmCompletionRoutine;
  PVOID DsmContext;
} DSM_COMPLETION_INFO, *PDSM_COMPLETION_INFO;

typedef struct _CONTROLLER_INFO {
  PDEVICE_OBJECT DeviceObject;
  ULONG State;
  struct {
    ULONG Type;
    ULONG Length;
    UCHAR SerialNumber[32];
  } Identifier;
} CONTROLLER_INFO, *PCONTROLLER_INFO;
#define DSM_CNTRL_FLAGS_ALLOCATE 0x00000001
#define DSM_CNTRL_FLAGS_CHECK_STATE 0x00000002
#define DSM_CONTROLLER_NO_CNTRL 0
#define DSM_CONTROLLER_ACTIVE 1
#define DSM_CONTROLLER_STANDBY 2

// The module's routines.
typedef NTSTATUS (*DSM_INQUIRE_DRIVER)(PVOID DsmContext, PDEVICE_OBJECT TargetDevice, PDEVICE_OBJECT PortObject, PSTORAGE_DEVICE_DESCRIPTOR Descriptor,
                                       PSTORAGE_DEVICE_ID_DESCRIPTOR DeviceIdList, PVOID *DsmIdentifier);
typedef BOOLEAN (*DSM_COMPARE_DEVICES)(PVOID DsmContext, PVOID DsmId1, PVOID DsmId2);
typedef NTSTATUS (*DSM_GET_CONTROLLER_INFO)(PVOID DsmContext, PVOID DsmId, ULONG Flags, PCONTROLLER_INFO *ControllerInfo);
typedef NTSTATUS (*DSM_SET_DEVICE_INFO)(PVOID DsmContext, PDEVICE_OBJECT TargetObject, PVOID DsmId, PVOID *PathId);
typedef BOOLEAN (*DSM_IS_PATH_ACTIVE)(PVOID DsmContext, PVOID PathId, PVOID DsmId);
typedef NTSTATUS (*DSM_PATH_VERIFY)(PVOID DsmContext, PVOID DsmId, PVOID PathId);
typedef NTSTATUS (*DSM_INVALIDATE_PATH)(PVOID DsmContext, ULONG ErrorMask, PVOID PathId, PVOID *NewPathId);
typedef NTSTATUS (*DSM_MOVE_DEVICE)(PVOID DsmContext, PDSM_IDS DsmIds, PVOID MPIOPath, PVOID SuggestedPath, ULONG Flags);
typedef NTSTATUS (*DSM_REMOVE_PENDING)(PVOID DsmContext, PVOID DsmId);
typedef NTSTATUS (*DSM_REMOVE_DEVICE)(PVOID DsmContext, PVOID DsmId, PVOID PathId);
typedef NTSTATUS (*DSM_REMOVE_PATH)(PVOID DsmContext, PVOID PathId);
typedef NTSTATUS (*DSM_SRB_DEVICE_CONTROL)(PVOID DsmContext, PDSM_IDS DsmIds, PIRP Irp, PSCSI_REQUEST_BLOCK Srb, PKEVENT Event);
typedef PVOID (*DSM_LB_GET_PATH)(PVOID DsmContext, PSCSI_REQUEST_BLOCK Srb, PDSM_IDS DsmList, PVOID CurrentPath, NTSTATUS *Status);
typedef ULONG (*DSM_INTERPRET_ERROR_EX)(PVOID DsmContext, PVOID DsmId, PSCSI_REQUEST_BLOCK Srb, NTSTATUS *Status, PBOOLEAN Retry, PLONG RetryInterval, ...);
typedef NTSTATUS (*DSM_UNLOAD)(PVOID DsmContext);
typedef VOID (*DSM_SET_COMPLETION)(PVOID DsmContext, PVOID DsmId, PIRP Irp, PSCSI_REQUEST_BLOCK Srb, PDSM_COMPLETION_INFO DsmCompletion);
typedef ULONG (*DSM_CATEGORIZE_REQUEST)(PVOID DsmContext, PDSM_IDS DsmIds, PIRP Irp, PSCSI_REQUEST_BLOCK Srb, PVOID CurrentPath, PVOID *PathId, NTSTATUS *Status);
typedef NTSTATUS (*DSM_BROADCAST_SRB)(PVOID DsmContext, PDSM_IDS DsmIds, PIRP Irp, PSCSI_REQUEST_BLOCK Srb, PKEVENT Event);
typedef BOOLEAN (*DSM_IS_ADDRESS_TYPE_SUPPORTED)(PVOID DsmContext, ULONG AddressType);
typedef NTSTATUS (*DSM_DEVICE_NOT_USED)(PVOID DsmContext, PVOID DsmId);
typedef NTSTATUS (*DSM_DEVICE_SERIAL_NUMBER)(PVOID DsmContext, PVOID DsmId);
typedef NTSTATUS (*DSM_QUERY_DATA_EX)(PVOID DsmContext, PDSM_IDS DsmIds, PIRP Irp, ULONG GuidIndex, ULONG InstanceIndex, ULONG InstanceCount, PULONG InstanceLengthArray,
                                      ULONG BufferAvail, PUCHAR Buffer, PULONG DataLength, ...);
typedef NTSTATUS (*DSM_SET_DATA_EX)(PVOID DsmContext, PDSM_IDS DsmIds, PIRP Irp, ULONG GuidIndex, ULONG InstanceIndex, ULONG BufferAvail, PUCHAR Buffer, ...);
typedef NTSTATUS (*DSM_EXECUTE_METHOD_EX)(PVOID DsmContext, PDSM_IDS DsmIds, PIRP Irp, ULONG GuidIndex, ULONG InstanceIndex, ULONG MethodId, ULONG InBufferSize,
                                          PULONG OutBufferSize, PUCHAR Buffer, ...);

typedef struct _DSM_WMILIB_CONTEXT {
  ULONG GuidCount;
  PWMIGUIDREGINFO GuidList;
  UNICODE_STRING RegistryPath;
  UNICODE_STRING MofResourceName;
  DSM_QUERY_DATA_EX QueryWmiDataBlockEx;
  DSM_SET_DATA_EX SetWmiDataBlockEx;
  DSM_EXECUTE_METHOD_EX ExecuteWmiMethodEx;
} DSM_WMILIB_CONTEXT, *PDSM_WMILIB_CONTEXT;

typedef struct _DSM_INIT_DATA {
  ULONG InitDataSize;
  DSM_INQUIRE_DRIVER DsmInquireDriver;
  DSM_COMPARE_DEVICES DsmCompareDevices;
  DSM_GET_CONTROLLER_INFO DsmGetControllerInfo;
  DSM_SET_DEVICE_INFO DsmSetDeviceInfo;
  DSM_IS_PATH_ACTIVE DsmIsPathActive;
  DSM_PATH_VERIFY DsmPathVerify;
  DSM_INVALIDATE_PATH DsmInvalidatePath;
  DSM_MOVE_DEVICE DsmMoveDevice;
  DSM_REMOVE_PENDING DsmRemovePending;
  DSM_REMOVE_DEVICE DsmRemoveDevice;
  DSM_REMOVE_PATH DsmRemovePath;
  DSM_SRB_DEVICE_CONTROL DsmSrbDeviceControl;
  DSM_LB_GET_PATH DsmLBGetPath;
  DSM_INTERPRET_ERROR_EX DsmInterpretErrorEx;
  DSM_UNLOAD DsmUnload;
  DSM_SET_COMPLETION DsmSetCompletion;
  DSM_CATEGORIZE_REQUEST DsmCategorizeRequest;
  DSM_BROADCAST_SRB DsmBroadcastSrb;
  DSM_IS_ADDRESS_TYPE_SUPPORTED DsmIsAddressTypeSupported;
  DSM_DEVICE_NOT_USED DsmDeviceNotUsed;
  DSM_DEVICE_SERIAL_NUMBER DsmDeviceSerialNumber;
  DSM_WMILIB_CONTEXT DsmWmiInfo;
  DSM_WMILIB_CONTEXT DsmWmiGlobalInfo;
  PVOID DsmContext;
  PDRIVER_OBJECT DriverObject;
  UNICODE_STRING DisplayName;
  DSM_VERSION DsmVersion;
  DSM_TYPE DsmType;
} DSM_INIT_DATA, *PDSM_INIT_DATA;

// What the routines answer.
#define DSM_PATH_SET 1
#define DSM_BROADCAST 2
#define DSM_WILL_HANDLE 3
#define DSM_ERROR 4
#define DSM_FATAL_ERROR 0x80000000
#define DSM_RETRY_DONT_DECREMENT 0x00000001
#define DSM_MOVE_ADMIN_REQUEST 0x00000002
#define DSM_CALL_COMPLETION_ON_MPIO_ERROR 1
#define IOCTL_MPDSM_REGISTER CTL_CODE('dsm' & 0xffff, 1, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_MPDSM_DEREGISTER CTL_CODE('dsm' & 0xffff, 2, METHOD_BUFFERED, FILE_ANY_ACCESS)
enum { ThrottleIO, ResumeIO, ThrottleIO_V2, ResumeIO_V2 };

NTSTATUS DsmGetVersion(PMPIO_VERSION_INFO VersionInfo, ULONG Length);
VOID DsmSendDeviceIoControlSynchronous(ULONG IoControlCode, PDEVICE_OBJECT TargetDevice, PVOID InputBuffer, PVOID OutputBuffer, ULONG InputBufferLength,
                                       ULONG OutputBufferLength, BOOLEAN InternalDeviceIoControl, PIO_STATUS_BLOCK IoStatus);
NTSTATUS DsmSendRequest(PVOID MpioContext, PDEVICE_OBJECT TargetDevice, PIRP Irp, PVOID DsmId);
NTSTATUS DsmSendRequestEx(PVOID MpioContext, PDEVICE_OBJECT TargetDevice, PIRP Irp, PVOID DsmId, ULONG Flags);
VOID DsmNotification(PVOID MpioContext, ULONG Function, PVOID DsmId, ...);
VOID DsmWriteEvent(PVOID MpioContext, PWCHAR Name, PVOID Buffer, ULONG Length, ULONG Severity);
PDSM_IDS DsmGetAssociatedDevice(PVOID MpioContext, PDEVICE_OBJECT PortObject, UCHAR DeviceType);
NTSTATUS DsmGetScsiAddress(PDEVICE_OBJECT TargetDevice, PSCSI_ADDRESS *ScsiAddress);
NTSTATUS DsmSendTUR(PDEVICE_OBJECT TargetDevice);

// Policies of load balancing.
#define DSM_LB_FAILOVER 1
#define DSM_LB_ROUND_ROBIN 2
#define DSM_LB_ROUND_ROBIN_WITH_SUBSET 3
#define DSM_LB_DYN_LEAST_QUEUE_DEPTH 4
#define DSM_LB_WEIGHTED_PATHS 5
#define DSM_LB_LEAST_BLOCKS 6
#define DSM_LB_VENDOR_SPECIFIC 7

// Pass-through requests together with what they point to.
#define SPTWB_SENSE_LENGTH 32
#define SPTWB_DATA_LENGTH 512
typedef struct _SCSI_PASS_THROUGH_WITH_BUFFERS {
  SCSI_PASS_THROUGH ScsiPassThrough;
  ULONG Filler;
  UCHAR SenseInfoBuffer[SPTWB_SENSE_LENGTH];
  UCHAR DataBuffer[SPTWB_DATA_LENGTH];
} SCSI_PASS_THROUGH_WITH_BUFFERS, *PSCSI_PASS_THROUGH_WITH_BUFFERS;
typedef struct _SCSI_PASS_THROUGH_DIRECT_WITH_BUFFER {
  SCSI_PASS_THROUGH_DIRECT ScsiPassThroughDirect;
  ULONG Filler;
  UCHAR SenseInfoBuffer[SPTWB_SENSE_LENGTH];
} SCSI_PASS_THROUGH_DIRECT_WITH_BUFFER, *PSCSI_PASS_THROUGH_DIRECT_WITH_BUFFER;
