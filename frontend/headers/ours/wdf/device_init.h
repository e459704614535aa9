// SPDX-License-Identifier: Apache-2.0
// What a driver says of a device before it creates the device object.
#pragma once

typedef enum _WDF_DEVICE_IO_TYPE {
  WdfDeviceIoUndefined = 0,
  WdfDeviceIoNeither,
  WdfDeviceIoBuffered,
  WdfDeviceIoDirect,
  WdfDeviceIoBufferedOrDirect,
  WdfDeviceIoMaximum
} WDF_DEVICE_IO_TYPE, *PWDF_DEVICE_IO_TYPE;

typedef struct _WDF_IO_TYPE_CONFIG {
  ULONG Size;
  WDF_DEVICE_IO_TYPE ReadWriteIoType;
  WDF_DEVICE_IO_TYPE DeviceControlIoType;
  ULONG DirectTransferThreshold;
} WDF_IO_TYPE_CONFIG, *PWDF_IO_TYPE_CONFIG;

WDF_INLINE VOID WDF_IO_TYPE_CONFIG_INIT(PWDF_IO_TYPE_CONFIG Config) {
  SDVLITE_WDF_ZERO(Config, WDF_IO_TYPE_CONFIG);
  Config->ReadWriteIoType = WdfDeviceIoBuffered;
  Config->DeviceControlIoType = WdfDeviceIoBuffered;
}

typedef enum _WDF_FILEOBJECT_CLASS {
  WdfFileObjectInvalid = 0,
  WdfFileObjectNotRequired = 1,
  WdfFileObjectWdfCanUseFsContext = 2,
  WdfFileObjectWdfCanUseFsContext2 = 3,
  WdfFileObjectWdfCannotUseFsContexts = 4,
  WdfFileObjectCanBeOptional = 0x80000000
} WDF_FILEOBJECT_CLASS;

SDVLITE_WDF_EVT(VOID, DEVICE_FILE_CREATE, WDFDEVICE Device, WDFREQUEST Request, WDFFILEOBJECT FileObject);
SDVLITE_WDF_EVT(VOID, FILE_CLOSE, WDFFILEOBJECT FileObject);
SDVLITE_WDF_EVT(VOID, FILE_CLEANUP, WDFFILEOBJECT FileObject);
SDVLITE_WDF_EVT(VOID, IO_IN_CALLER_CONTEXT, WDFDEVICE Device, WDFREQUEST Request);
SDVLITE_WDF_EVT(VOID, DEVICE_SHUTDOWN_NOTIFICATION, WDFDEVICE Device);
_Function_class_(EVT_WDFDEVICE_WDM_IRP_PREPROCESS) typedef NTSTATUS EVT_WDFDEVICE_WDM_IRP_PREPROCESS(WDFDEVICE Device, PIRP Irp);
typedef EVT_WDFDEVICE_WDM_IRP_PREPROCESS *PFN_WDFDEVICE_WDM_IRP_PREPROCESS;
_Function_class_(EVT_WDFDEVICE_WDM_IRP_DISPATCH) typedef NTSTATUS EVT_WDFDEVICE_WDM_IRP_DISPATCH(WDFDEVICE Device, UCHAR MajorFunction, UCHAR MinorFunction, ULONG Code, WDFCONTEXT DriverContext, PIRP Irp, WDFCONTEXT DispatchContext);
typedef EVT_WDFDEVICE_WDM_IRP_DISPATCH *PFN_WDFDEVICE_WDM_IRP_DISPATCH;

typedef struct _WDF_FILEOBJECT_CONFIG {
  ULONG Size;
  PFN_WDF_DEVICE_FILE_CREATE EvtDeviceFileCreate;
  PFN_WDF_FILE_CLOSE EvtFileClose;
  PFN_WDF_FILE_CLEANUP EvtFileCleanup;
  WDF_TRI_STATE AutoForwardCleanupClose;
  WDF_FILEOBJECT_CLASS FileObjectClass;
} WDF_FILEOBJECT_CONFIG, *PWDF_FILEOBJECT_CONFIG;

WDF_INLINE VOID WDF_FILEOBJECT_CONFIG_INIT(PWDF_FILEOBJECT_CONFIG FileEventCallbacks, PFN_WDF_DEVICE_FILE_CREATE EvtDeviceFileCreate,
                                           PFN_WDF_FILE_CLOSE EvtFileClose, PFN_WDF_FILE_CLEANUP EvtFileCleanup) {
  SDVLITE_WDF_ZERO(FileEventCallbacks, WDF_FILEOBJECT_CONFIG);
  FileEventCallbacks->EvtDeviceFileCreate = EvtDeviceFileCreate;
  FileEventCallbacks->EvtFileClose = EvtFileClose;
  FileEventCallbacks->EvtFileCleanup = EvtFileCleanup;
  FileEventCallbacks->FileObjectClass = WdfFileObjectWdfCanUseFsContext;
  FileEventCallbacks->AutoForwardCleanupClose = WdfUseDefault;
}

typedef enum _WDF_SPECIAL_FILE_TYPE {
  WdfSpecialFileUndefined = 0,
  WdfSpecialFilePaging,
  WdfSpecialFileHibernation,
  WdfSpecialFileDump,
  WdfSpecialFileBoot,
  WdfSpecialFilePostDisplay,
  WdfSpecialFileGuestAssigned,
  WdfSpecialFileMax
} WDF_SPECIAL_FILE_TYPE;

SDVLITE_WDF_EVT(NTSTATUS, DEVICE_D0_ENTRY, WDFDEVICE Device, WDF_POWER_DEVICE_STATE PreviousState);
SDVLITE_WDF_EVT(NTSTATUS, DEVICE_D0_ENTRY_POST_INTERRUPTS_ENABLED, WDFDEVICE Device, WDF_POWER_DEVICE_STATE PreviousState);
SDVLITE_WDF_EVT(NTSTATUS, DEVICE_D0_EXIT, WDFDEVICE Device, WDF_POWER_DEVICE_STATE TargetState);
SDVLITE_WDF_EVT(NTSTATUS, DEVICE_D0_EXIT_PRE_INTERRUPTS_DISABLED, WDFDEVICE Device, WDF_POWER_DEVICE_STATE TargetState);
SDVLITE_WDF_EVT(NTSTATUS, DEVICE_PREPARE_HARDWARE, WDFDEVICE Device, WDFCMRESLIST ResourcesRaw, WDFCMRESLIST ResourcesTranslated);
SDVLITE_WDF_EVT(NTSTATUS, DEVICE_RELEASE_HARDWARE, WDFDEVICE Device, WDFCMRESLIST ResourcesTranslated);
SDVLITE_WDF_EVT(VOID, DEVICE_SELF_MANAGED_IO_CLEANUP, WDFDEVICE Device);
SDVLITE_WDF_EVT(VOID, DEVICE_SELF_MANAGED_IO_FLUSH, WDFDEVICE Device);
SDVLITE_WDF_EVT(NTSTATUS, DEVICE_SELF_MANAGED_IO_INIT, WDFDEVICE Device);
SDVLITE_WDF_EVT(NTSTATUS, DEVICE_SELF_MANAGED_IO_SUSPEND, WDFDEVICE Device);
SDVLITE_WDF_EVT(NTSTATUS, DEVICE_SELF_MANAGED_IO_RESTART, WDFDEVICE Device);
SDVLITE_WDF_EVT(NTSTATUS, DEVICE_QUERY_STOP, WDFDEVICE Device);
SDVLITE_WDF_EVT(NTSTATUS, DEVICE_QUERY_REMOVE, WDFDEVICE Device);
SDVLITE_WDF_EVT(VOID, DEVICE_SURPRISE_REMOVAL, WDFDEVICE Device);
SDVLITE_WDF_EVT(VOID, DEVICE_USAGE_NOTIFICATION, WDFDEVICE Device, WDF_SPECIAL_FILE_TYPE NotificationType, BOOLEAN IsInNotificationPath);
SDVLITE_WDF_EVT(NTSTATUS, DEVICE_USAGE_NOTIFICATION_EX, WDFDEVICE Device, WDF_SPECIAL_FILE_TYPE NotificationType, BOOLEAN IsInNotificationPath);
SDVLITE_WDF_EVT(VOID, DEVICE_RELATIONS_QUERY, WDFDEVICE Device, enum _DEVICE_RELATION_TYPE RelationType);

typedef struct _WDF_PNPPOWER_EVENT_CALLBACKS {
  ULONG Size;
  PFN_WDF_DEVICE_D0_ENTRY EvtDeviceD0Entry;
  PFN_WDF_DEVICE_D0_ENTRY_POST_INTERRUPTS_ENABLED EvtDeviceD0EntryPostInterruptsEnabled;
  PFN_WDF_DEVICE_D0_EXIT EvtDeviceD0Exit;
  PFN_WDF_DEVICE_D0_EXIT_PRE_INTERRUPTS_DISABLED EvtDeviceD0ExitPreInterruptsDisabled;
  PFN_WDF_DEVICE_PREPARE_HARDWARE EvtDevicePrepareHardware;
  PFN_WDF_DEVICE_RELEASE_HARDWARE EvtDeviceReleaseHardware;
  PFN_WDF_DEVICE_SELF_MANAGED_IO_CLEANUP EvtDeviceSelfManagedIoCleanup;
  PFN_WDF_DEVICE_SELF_MANAGED_IO_FLUSH EvtDeviceSelfManagedIoFlush;
  PFN_WDF_DEVICE_SELF_MANAGED_IO_INIT EvtDeviceSelfManagedIoInit;
  PFN_WDF_DEVICE_SELF_MANAGED_IO_SUSPEND EvtDeviceSelfManagedIoSuspend;
  PFN_WDF_DEVICE_SELF_MANAGED_IO_RESTART EvtDeviceSelfManagedIoRestart;
  PFN_WDF_DEVICE_SURPRISE_REMOVAL EvtDeviceSurpriseRemoval;
  PFN_WDF_DEVICE_QUERY_REMOVE EvtDeviceQueryRemove;
  PFN_WDF_DEVICE_QUERY_STOP EvtDeviceQueryStop;
  PFN_WDF_DEVICE_USAGE_NOTIFICATION EvtDeviceUsageNotification;
  PFN_WDF_DEVICE_RELATIONS_QUERY EvtDeviceRelationsQuery;
  PFN_WDF_DEVICE_USAGE_NOTIFICATION_EX EvtDeviceUsageNotificationEx;
} WDF_PNPPOWER_EVENT_CALLBACKS, *PWDF_PNPPOWER_EVENT_CALLBACKS;

WDF_INLINE VOID WDF_PNPPOWER_EVENT_CALLBACKS_INIT(PWDF_PNPPOWER_EVENT_CALLBACKS Callbacks) {
  SDVLITE_WDF_ZERO(Callbacks, WDF_PNPPOWER_EVENT_CALLBACKS);
}

typedef enum _WDF_RELEASE_HARDWARE_ORDER_ON_FAILURE {
  WdfReleaseHardwareOrderOnFailureInvalid = 0,
  WdfReleaseHardwareOrderOnFailureEarly,
  WdfReleaseHardwareOrderOnFailureAfterDescendants
} WDF_RELEASE_HARDWARE_ORDER_ON_FAILURE;

VOID WdfDeviceInitFree(PWDFDEVICE_INIT DeviceInit);
VOID WdfDeviceInitSetPnpPowerEventCallbacks(PWDFDEVICE_INIT DeviceInit, PWDF_PNPPOWER_EVENT_CALLBACKS PnpPowerEventCallbacks);
VOID WdfDeviceInitSetPowerPolicyEventCallbacks(PWDFDEVICE_INIT DeviceInit, PWDF_POWER_POLICY_EVENT_CALLBACKS PowerPolicyEventCallbacks);
VOID WdfDeviceInitSetPowerPolicyOwnership(PWDFDEVICE_INIT DeviceInit, BOOLEAN IsPowerPolicyOwner);
VOID WdfDeviceInitSetIoType(PWDFDEVICE_INIT DeviceInit, WDF_DEVICE_IO_TYPE IoType);
VOID WdfDeviceInitSetIoTypeEx(PWDFDEVICE_INIT DeviceInit, PWDF_IO_TYPE_CONFIG IoTypeConfig);
VOID WdfDeviceInitSetExclusive(PWDFDEVICE_INIT DeviceInit, BOOLEAN IsExclusive);
VOID WdfDeviceInitSetPowerNotPageable(PWDFDEVICE_INIT DeviceInit);
VOID WdfDeviceInitSetPowerPageable(PWDFDEVICE_INIT DeviceInit);
VOID WdfDeviceInitSetPowerInrush(PWDFDEVICE_INIT DeviceInit);
VOID WdfDeviceInitSetDeviceType(PWDFDEVICE_INIT DeviceInit, ULONG DeviceType);
NTSTATUS WdfDeviceInitAssignName(PWDFDEVICE_INIT DeviceInit, PCUNICODE_STRING DeviceName);
NTSTATUS WdfDeviceInitAssignSDDLString(PWDFDEVICE_INIT DeviceInit, PCUNICODE_STRING SDDLString);
VOID WdfDeviceInitSetDeviceClass(PWDFDEVICE_INIT DeviceInit, const GUID *DeviceClassGuid);
VOID WdfDeviceInitSetCharacteristics(PWDFDEVICE_INIT DeviceInit, ULONG DeviceCharacteristics, BOOLEAN OrInValues);
VOID WdfDeviceInitSetFileObjectConfig(PWDFDEVICE_INIT DeviceInit, PWDF_FILEOBJECT_CONFIG FileObjectConfig, PWDF_OBJECT_ATTRIBUTES FileObjectAttributes);
VOID WdfDeviceInitSetRequestAttributes(PWDFDEVICE_INIT DeviceInit, PWDF_OBJECT_ATTRIBUTES RequestAttributes);
NTSTATUS WdfDeviceInitAssignWdmIrpPreprocessCallback(PWDFDEVICE_INIT DeviceInit, PFN_WDFDEVICE_WDM_IRP_PREPROCESS EvtDeviceWdmIrpPreprocess,
                                                     UCHAR MajorFunction, PUCHAR MinorFunctions, ULONG NumMinorFunctions);
VOID WdfDeviceInitSetIoInCallerContextCallback(PWDFDEVICE_INIT DeviceInit, PFN_WDF_IO_IN_CALLER_CONTEXT EvtIoInCallerContext);
VOID WdfDeviceInitSetRemoveLockOptions(PWDFDEVICE_INIT DeviceInit, PVOID Options);
VOID WdfDeviceInitSetReleaseHardwareOrderOnFailure(PWDFDEVICE_INIT DeviceInit, WDF_RELEASE_HARDWARE_ORDER_ON_FAILURE Order);
VOID WdfDeviceInitAllowSelfIoTarget(PWDFDEVICE_INIT DeviceInit);

PWDFDEVICE_INIT WdfControlDeviceInitAllocate(WDFDRIVER Driver, const UNICODE_STRING *SDDLString);
VOID WdfControlDeviceInitSetShutdownNotification(PWDFDEVICE_INIT DeviceInit, PFN_WDF_DEVICE_SHUTDOWN_NOTIFICATION Notification, UCHAR Flags);
VOID WdfControlFinishInitializing(WDFDEVICE Device);
typedef enum _WDF_DEVICE_SHUTDOWN_FLAGS { WdfDeviceShutdown = 0x01, WdfDeviceLastChanceShutdown = 0x02 } WDF_DEVICE_SHUTDOWN_FLAGS;

VOID WdfFdoInitSetFilter(PWDFDEVICE_INIT DeviceInit);
VOID WdfFdoInitSetEventCallbacks(PWDFDEVICE_INIT DeviceInit, struct _WDF_FDO_EVENT_CALLBACKS *FdoEventCallbacks);
VOID WdfFdoInitSetDefaultChildListConfig(PWDFDEVICE_INIT DeviceInit, struct _WDF_CHILD_LIST_CONFIG *Config, PWDF_OBJECT_ATTRIBUTES DefaultDeviceListAttributes);
PDEVICE_OBJECT WdfFdoInitWdmGetPhysicalDevice(PWDFDEVICE_INIT DeviceInit);
NTSTATUS WdfFdoInitOpenRegistryKey(PWDFDEVICE_INIT DeviceInit, ULONG DeviceInstanceKeyType, ACCESS_MASK DesiredAccess,
                                   PWDF_OBJECT_ATTRIBUTES KeyAttributes, WDFKEY *Key);
NTSTATUS WdfFdoInitQueryProperty(PWDFDEVICE_INIT DeviceInit, DEVICE_REGISTRY_PROPERTY DeviceProperty, ULONG BufferLength,
                                 PVOID PropertyBuffer, PULONG ResultLength);
NTSTATUS WdfFdoInitAllocAndQueryProperty(PWDFDEVICE_INIT DeviceInit, DEVICE_REGISTRY_PROPERTY DeviceProperty, POOL_TYPE PoolType,
                                         PWDF_OBJECT_ATTRIBUTES PropertyMemoryAttributes, WDFMEMORY *PropertyMemory);
