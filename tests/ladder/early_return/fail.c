// An early return leaves before the lock is acquired. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    if (Irp->Cancel) {
        return Done(Irp, STATUS_CANCELLED); // VIOLATION
    }
    extension->Count += 1;
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
