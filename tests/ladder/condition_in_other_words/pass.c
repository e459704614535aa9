// A condition that is asked of a number in one way, and of the byte that is kept of it in another.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG flags = extension->Count;
    UCHAR low = (UCHAR)flags;
    KIRQL irql = 0;

    if (low) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    extension->Count += 1;
    if (flags & 0xff) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
