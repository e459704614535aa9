// Released in the last of a thousand rounds. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG i;
    KIRQL irql = 0;

    KeAcquireSpinLock(&extension->Lock, &irql);
    for (i = 0; i < 1000; i++) {
        if (i == 1000) {
            KeReleaseSpinLock(&extension->Lock, irql);
        }
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
