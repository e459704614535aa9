// Of two constant tables of functions the device extension leads to one: what enters and what leaves are of the same. Here with one mistake.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

typedef struct _OPERATIONS {
    VOID (*Enter)(PEXTENSION, PKIRQL);
    VOID (*Leave)(PEXTENSION, KIRQL);
} OPERATIONS;

typedef struct _DEVICE {
    EXTENSION Extension;
    const OPERATIONS *Operations;
} DEVICE, *PDEVICE;

static VOID EnterLock(PEXTENSION Extension, PKIRQL Irql) { KeAcquireSpinLock(&Extension->Lock, Irql); }
static VOID LeaveLock(PEXTENSION Extension, KIRQL Irql) { KeReleaseSpinLock(&Extension->Lock, Irql); }
static VOID EnterOther(PEXTENSION Extension, PKIRQL Irql) { KeAcquireSpinLock(&Extension->Other, Irql); }
static VOID LeaveOther(PEXTENSION Extension, KIRQL Irql) { KeReleaseSpinLock(&Extension->Lock, Irql); }

static const OPERATIONS First = {EnterLock, LeaveLock};
static const OPERATIONS Second = {EnterOther, LeaveOther};

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE device = DeviceObject->DeviceExtension;
    KIRQL irql;

    device->Operations->Enter(&device->Extension, &irql);
    device->Extension.Count += 1;
    device->Operations->Leave(&device->Extension, irql);
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
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
    KeInitializeSpinLock(&device->Extension.Other);
    device->Operations = RegistryPath->Length > 64 ? &Second : &First;
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
