// Locks in an array, by constant index and by the same variable.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql, other;
    ULONG i = extension->Mask & 1;

    KeAcquireSpinLock(&extension->Locks[i], &irql);
    KeAcquireSpinLock(&extension->Locks[3], &other);
    KeReleaseSpinLock(&extension->Locks[3], other);
    KeReleaseSpinLock(&extension->Locks[i], irql);
    return Done(Irp, STATUS_SUCCESS);
}
