// An early return leaves before the lock is acquired.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    if (Irp->Cancel) {
        return Done(Irp, STATUS_CANCELLED);
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    extension->Count += 1;
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
