// The device is the one that the driver keeps in a variable, or another.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

static PDEVICE_OBJECT Control;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Control);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    if (DeviceObject == Control) {
        KeReleaseSpinLock(&extension->Lock, irql);
        return Done(Irp, STATUS_INVALID_DEVICE_REQUEST);
    }
    extension->Count += 1;
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
