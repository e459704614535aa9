// A HID minidriver: the class driver makes the device and calls the dispatch routines. Wrong: the lock is kept.
#define LADDER_OWN_ENTRY
#include "../ladder.h"
#include <hidport.h>

typedef struct _MINI {
    KSPIN_LOCK Lock;
} MINI, *PMINI;

DRIVER_ADD_DEVICE AddDevice;
_Dispatch_type_(IRP_MJ_INTERNAL_DEVICE_CONTROL) DRIVER_DISPATCH DispatchInternal;

static PMINI MiniOf(PDEVICE_OBJECT DeviceObject)
{
    PHID_DEVICE_EXTENSION extension = DeviceObject->DeviceExtension;

    return extension->MiniDeviceExtension;
}

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT FunctionalDeviceObject)
{
    PMINI mini = MiniOf(FunctionalDeviceObject);

    UNREFERENCED_PARAMETER(DriverObject);
    KeInitializeSpinLock(&mini->Lock);
    FunctionalDeviceObject->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

NTSTATUS DispatchInternal(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PMINI mini = MiniOf(DeviceObject);
    KIRQL irql;

    KeAcquireSpinLock(&mini->Lock, &irql);
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    HID_MINIDRIVER_REGISTRATION registration;

    DriverObject->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL] = DispatchInternal;
    DriverObject->DriverExtension->AddDevice = AddDevice;
    RtlZeroMemory(&registration, sizeof(registration));
    registration.Revision = HID_REVISION;
    registration.DriverObject = DriverObject;
    registration.RegistryPath = RegistryPath;
    registration.DeviceExtensionSize = sizeof(MINI);
    return HidRegisterMinidriver(&registration);
}
