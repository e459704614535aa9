// Each round of a loop acquires and releases. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG i;
    KIRQL irql;

    for (i = 0; i < extension->Mask; i++) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        if (extension->Count == 7) {
            break;
        }
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
