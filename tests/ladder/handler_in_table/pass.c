// A pointer in the device extension to one of the driver's constant tables of functions leads to a function in one of them.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

typedef NTSTATUS HANDLER(PEXTENSION Extension);

typedef struct _OPERATIONS {
    ULONG Version;
    HANDLER *Leave;
} OPERATIONS;

typedef struct _DEVICE {
    EXTENSION Extension;
    const OPERATIONS *Operations;
} DEVICE, *PDEVICE;

static NTSTATUS LeaveLock(PEXTENSION Extension)
{
    KeReleaseSpinLock(&Extension->Lock, Extension->OldIrql);
    return STATUS_SUCCESS;
}

static NTSTATUS LeaveCounted(PEXTENSION Extension)
{
    Extension->Count += 1;
    KeReleaseSpinLock(&Extension->Lock, Extension->OldIrql);
    return STATUS_SUCCESS;
}

static const OPERATIONS Plain = {1, LeaveLock};
static const OPERATIONS Counted = {2, LeaveCounted};

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE device = DeviceObject->DeviceExtension;
    HANDLER *handler = device->Operations->Leave;
    KIRQL irql;

    KeAcquireSpinLock(&device->Extension.Lock, &irql);
    device->Extension.OldIrql = irql;
    return Done(Irp, handler(&device->Extension));
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
    device->Operations = RegistryPath->Length > 64 ? &Counted : &Plain;
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
