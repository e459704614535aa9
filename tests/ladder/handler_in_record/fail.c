// A pointer to a function in a record of the driver's own leads to a function that the driver puts there. Here with one mistake.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

typedef NTSTATUS HANDLER(PEXTENSION Extension);

typedef struct _DEVICE {
    EXTENSION Extension;
    HANDLER *Leave;
} DEVICE, *PDEVICE;

static NTSTATUS LeaveLock(PEXTENSION Extension)
{
    KeReleaseSpinLock(&Extension->Lock, Extension->OldIrql);
    return STATUS_SUCCESS;
}

static NTSTATUS LeaveCounted(PEXTENSION Extension)
{
    Extension->Count += 1;
    if (Extension->Count != 3) {
        KeReleaseSpinLock(&Extension->Lock, Extension->OldIrql);
    }
    return STATUS_SUCCESS;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE device = DeviceObject->DeviceExtension;
    HANDLER *handler = device->Leave;
    KIRQL irql;

    KeAcquireSpinLock(&device->Extension.Lock, &irql);
    device->Extension.OldIrql = irql;
    return Done(Irp, handler(&device->Extension)); // VIOLATION
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT object;
    PDEVICE device;
    NTSTATUS status = IoCreateDevice(DriverObject, sizeof(DEVICE), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &object);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    device = object->DeviceExtension;
    KeInitializeSpinLock(&device->Extension.Lock);
    device->Leave = RegistryPath->Length > 64 ? LeaveCounted : LeaveLock;
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
