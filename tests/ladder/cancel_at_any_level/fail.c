// IoCancelIrp may be called at DISPATCH_LEVEL. Here with one mistake.
#include "../ladder.h"

DRIVER_CANCEL CancelRead;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    IoMarkIrpPending(Irp);
    IoSetCancelRoutine(Irp, CancelRead);
    return STATUS_PENDING;
}

VOID CancelRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    extension->Count -= 1;
    if (Irp->CancelIrql == DISPATCH_LEVEL) {
        extension->Flag = TRUE;
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    KeReleaseSpinLock(&extension->Lock, irql); // VIOLATION
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    Done(Irp, STATUS_CANCELLED);
}
