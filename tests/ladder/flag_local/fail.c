// A local flag tells whether the lock was acquired. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN taken = FALSE;
    KIRQL irql = 0;

    if (Irp->RequestorMode == UserMode) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        taken = TRUE;
    }
    extension->Count += 1;
    if (!taken) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
