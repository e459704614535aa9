// What IoSetCancelRoutine returned decides. Here with one mistake.
#include "../ladder.h"

DRIVER_CANCEL CancelRead;

VOID CancelRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    Done(Irp, STATUS_CANCELLED);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PDRIVER_CANCEL before;
    KIRQL irql = 0;

    IoSetCancelRoutine(Irp, CancelRead);
    before = IoSetCancelRoutine(Irp, NULL);
    if (before != NULL) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    extension->Count += 1;
    if (!before) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
