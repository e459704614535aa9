// A completion routine gets the IRP that the driver keeps in a variable.
#include "../ladder.h"

static PIRP Sent;

IO_COMPLETION_ROUTINE Completed;

NTSTATUS Completed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PEXTENSION extension = Context;
    KIRQL irql;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (Irp == Sent) {
        Sent = NULL;
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Completed, extension, TRUE, TRUE, TRUE);
    return IoCallDriver(extension->Self, Irp);
}
