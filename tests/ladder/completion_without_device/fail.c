// There is no device to tell when an IRP is done that the driver made. Here with one mistake.
#include "../ladder.h"

IO_COMPLETION_ROUTINE Completed;

NTSTATUS Completed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PEXTENSION extension = Context;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    if (DeviceObject == NULL) {
        extension->Count -= 1;
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    KeReleaseSpinLock(&extension->Lock, irql); // VIOLATION
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = IoAllocateIrp(extension->Self->StackSize, FALSE);

    if (own == NULL) {
        return Done(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    IoGetNextIrpStackLocation(own)->MajorFunction = IRP_MJ_FLUSH_BUFFERS;
    IoSetCompletionRoutine(own, Completed, extension, TRUE, TRUE, TRUE);
    IoCallDriver(extension->Self, own);
    return Done(Irp, STATUS_SUCCESS);
}
