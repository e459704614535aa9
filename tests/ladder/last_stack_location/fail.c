// Below the driver there may be none. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    if (Irp->CurrentLocation <= 1) {
        return Done(Irp, STATUS_INVALID_DEVICE_REQUEST); // VIOLATION
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    if (Irp->CurrentLocation == 0) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
