// Bit-fields keep their own bits. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = 0;

    extension->Low = 2;
    if (Irp->RequestorMode == UserMode) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        extension->Low = 13 & 9;
    }
    extension->Rest = 0x1FFFFFFF;
    if (extension->Low == 5) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
