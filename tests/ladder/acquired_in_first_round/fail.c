// Acquired in the first round of a loop, released behind it if there was one. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG count = extension->Mask;
    ULONG i;
    KIRQL irql = 0;

    for (i = 0; i < count; i++) {
        if (i == 0) {
            KeAcquireSpinLock(&extension->Lock, &irql);
        }
    }
    if (count > 1) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
