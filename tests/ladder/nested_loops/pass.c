// Nested loops with a lock in each.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG i, k;
    KIRQL irql, other;

    for (i = 0; i < extension->Mask; i++) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        for (k = 0; k < 3; k++) {
            KeAcquireSpinLock(&extension->Other, &other);
            KeReleaseSpinLock(&extension->Other, other);
        }
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
