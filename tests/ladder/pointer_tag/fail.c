// The lowest bit of a lock's address carries a mark for a while. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG_PTR marked = (ULONG_PTR)&extension->Lock;
    KIRQL irql = 0;

    KeAcquireSpinLock(&extension->Lock, &irql);
    marked |= 1;
    if (extension->Peer != NULL) {
        marked ^= 8;
    }
    marked &= ~(ULONG_PTR)3;
    KeReleaseSpinLock((PKSPIN_LOCK)marked, irql);
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
