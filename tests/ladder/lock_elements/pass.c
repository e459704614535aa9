// Two locks of one array by two indices that were compared: they are different locks.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql, other;
    ULONG first = extension->Mask & 3, second = extension->Count & 3;

    KeAcquireSpinLock(&extension->Locks[first], &irql);
    if (first != second) {
        KeAcquireSpinLock(&extension->Locks[second], &other);
        KeReleaseSpinLock(&extension->Locks[second], other);
    }
    KeReleaseSpinLock(&extension->Locks[first], irql);
    return Done(Irp, STATUS_SUCCESS);
}
