// Released in the last round of a loop whose bound nobody knows. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG count = extension->Mask;
    ULONG i;
    KIRQL irql = 0;

    if (count == 0) {
        return Done(Irp, STATUS_SUCCESS);
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    for (i = 0; i < count; i++) {
        if (count - i == 2) {
            KeReleaseSpinLock(&extension->Lock, irql);
        }
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
