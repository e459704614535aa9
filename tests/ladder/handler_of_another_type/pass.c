// A function of another type is put into a static pointer: it is none of those that its calls are known to reach.
#include "../ladder.h"

typedef VOID HANDLER(PEXTENSION Extension);

static VOID LeaveLock(PEXTENSION Extension)
{
    KeReleaseSpinLock(&Extension->Lock, Extension->OldIrql);
}

static HANDLER *Leave = LeaveLock;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    KeAcquireSpinLock(&extension->Lock, &extension->OldIrql);
    Leave(extension);
    return Done(Irp, STATUS_SUCCESS);
}
