// The device that unloading meets is the one that the driver keeps in a variable. Here with one mistake.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

static PDEVICE_OBJECT Control;

DRIVER_UNLOAD Unload;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Control);
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    PDEVICE_OBJECT device = DriverObject->DeviceObject;
    KIRQL irql;

    if (device != NULL && device == Control) {
        PEXTENSION extension = device->DeviceExtension;
        KeAcquireSpinLock(&extension->Lock, &irql);
        extension->Count = 0;
        KeReleaseSpinLock(&extension->Lock, irql);
        KeReleaseSpinLock(&extension->Lock, irql); // VIOLATION
    }
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    return Done(Irp, STATUS_SUCCESS);
}
