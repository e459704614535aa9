// A call through a field of the driver's constant tables runs what some table has in that field. Here with one mistake.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

typedef struct _OPERATIONS {
    VOID (*Enter)(PEXTENSION Extension);
    VOID (*Leave)(PEXTENSION Extension);
} OPERATIONS;

typedef struct _DEVICE {
    EXTENSION Extension;
    const OPERATIONS *Operations;
} DEVICE, *PDEVICE;

static VOID EnterLock(PEXTENSION Extension)
{
    KeAcquireSpinLock(&Extension->Lock, &Extension->OldIrql);
}

static VOID LeaveLock(PEXTENSION Extension)
{
    KeReleaseSpinLock(&Extension->Lock, Extension->OldIrql);
}

static const OPERATIONS Locked = {EnterLock, LeaveLock};

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE device = DeviceObject->DeviceExtension;

    device->Operations->Enter(&device->Extension);
    device->Extension.Count += 1;
    if (device->Extension.Count != 3) {
        device->Operations->Leave(&device->Extension);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT object;
    PDEVICE device;
    NTSTATUS status = IoCreateDevice(DriverObject, sizeof(DEVICE), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &object);

    UNREFERENCED_PARAMETER(RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    device = object->DeviceExtension;
    KeInitializeSpinLock(&device->Extension.Lock);
    device->Operations = &Locked;
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
