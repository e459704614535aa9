// The status of a callee tells whether it acquired the lock. Here with one mistake.
#include "../ladder.h"

static NTSTATUS Begin(PEXTENSION Extension, PIRP Irp, PKIRQL Irql)
{
    if (Irp->RequestorMode == UserMode) {
        return STATUS_DEVICE_NOT_READY;
    }
    KeAcquireSpinLock(&Extension->Lock, Irql);
    return Extension->Status;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = 0;
    NTSTATUS status = Begin(extension, Irp, &irql);

    if (!NT_SUCCESS(status)) {
        return Done(Irp, status); // VIOLATION
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
