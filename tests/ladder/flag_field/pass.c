// A field of the device extension tells whether the lock was acquired.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = 0;

    extension->Flag = Irp->RequestorMode == UserMode;
    if (extension->Flag) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    extension->Count += 1;
    if (extension->Flag) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
