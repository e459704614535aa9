// A counter says how often the lock must be released: once. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG count = 0;
    KIRQL irql = 0;

    if (Irp->RequestorMode == UserMode) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        count += 2;
    }
    while (count > 0) {
        KeReleaseSpinLock(&extension->Lock, irql); // VIOLATION
        count -= 1;
    }
    return Done(Irp, STATUS_SUCCESS);
}
