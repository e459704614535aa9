// Each round of a loop acquires and releases.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG i;
    KIRQL irql;

    for (i = 0; i < extension->Mask; i++) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        extension->Count += 1;
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
