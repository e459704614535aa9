// A static pointer in which only functions of the driver are ever put leads to one of them.
#include "../ladder.h"

typedef NTSTATUS HANDLER(PEXTENSION Extension);

static HANDLER *Leave;

static NTSTATUS LeaveLock(PEXTENSION Extension)
{
    KeReleaseSpinLock(&Extension->Lock, Extension->OldIrql);
    return STATUS_SUCCESS;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    KeAcquireSpinLock(&extension->Lock, &extension->OldIrql);
    Leave(extension);
    return Done(Irp, STATUS_SUCCESS);
}

VOID Register(PDRIVER_OBJECT DriverObject);

VOID Register(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    Leave = LeaveLock;
}
