// Below the driver there may be none.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    if (Irp->CurrentLocation <= 1) {
        KeReleaseSpinLock(&extension->Lock, irql);
        return Done(Irp, STATUS_INVALID_DEVICE_REQUEST);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    if (Irp->CurrentLocation == 0) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
