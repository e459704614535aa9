// All errors go to one clean-up.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_SUCCESS;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    if (extension->Count < 0) {
        status = STATUS_DEVICE_NOT_READY;
        goto out;
    }
    if (Irp->Cancel) {
        status = STATUS_CANCELLED;
        goto out;
    }
    extension->Count += 1;
out:
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, status);
}
