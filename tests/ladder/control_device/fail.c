// Two devices of one driver, each with a lock in its extension: both are held at once though they may be one. Wrong.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

static PDEVICE_OBJECT Control;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PEXTENSION control = Control->DeviceExtension;
    KIRQL irql, inner;

    if (DeviceObject == Control) {
        extension->Flag = TRUE;
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    KeAcquireSpinLock(&control->Lock, &inner); // VIOLATION
    KeReleaseSpinLock(&control->Lock, inner);
    KeReleaseSpinLock(&extension->Lock, irql); // VIOLATION
    return Done(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (NT_SUCCESS(status)) {
        status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Control);
    }
    return status;
}
