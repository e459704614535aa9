// The lock is released in the last round of a loop. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG i;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    for (i = 0; i < 10; i++) {
        extension->Count += 1;
        if (i == 10) {
            KeReleaseSpinLock(&extension->Lock, irql);
        }
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
