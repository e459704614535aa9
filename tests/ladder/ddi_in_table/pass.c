// DDIs in one of the driver's constant tables of functions, to which a pointer in the device extension leads.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

typedef struct _OPERATIONS {
    VOID (*Acquire)(PKSPIN_LOCK Lock, PKIRQL Irql);
    VOID (*Release)(PKSPIN_LOCK Lock, KIRQL Irql);
} OPERATIONS;

typedef struct _DEVICE {
    EXTENSION Extension;
    const OPERATIONS *Operations;
} DEVICE, *PDEVICE;

static VOID AcquireNothing(PKSPIN_LOCK Lock, PKIRQL Irql)
{
    UNREFERENCED_PARAMETER(Lock);
    *Irql = PASSIVE_LEVEL;
}

static VOID ReleaseNothing(PKSPIN_LOCK Lock, KIRQL Irql)
{
    UNREFERENCED_PARAMETER(Lock);
    UNREFERENCED_PARAMETER(Irql);
}

static const OPERATIONS Locking = {KeAcquireSpinLock, KeReleaseSpinLock};
static const OPERATIONS Free = {AcquireNothing, ReleaseNothing};

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE device = DeviceObject->DeviceExtension;
    KIRQL irql;

    device->Operations->Acquire(&device->Extension.Lock, &irql);
    device->Operations->Release(&device->Extension.Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
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
    device->Operations = RegistryPath->Length > 64 ? &Free : &Locking;
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
