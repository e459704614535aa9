// The old IRQL is carried in a field, from one function to the next.
#include "../ladder.h"

static VOID Enter(PEXTENSION Extension)
{
    KIRQL irql;

    KeAcquireSpinLock(&Extension->Lock, &irql);
    Extension->OldIrql = irql;
}

static BOOLEAN Leave(PEXTENSION Extension, PIRP Irp)
{
    KeReleaseSpinLock(&Extension->Lock, Extension->OldIrql);
    return Irp->Cancel;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    Enter(extension);
    extension->Count += 1;
    if (Leave(extension, Irp)) {
        return Done(Irp, STATUS_CANCELLED);
    }
    return Done(Irp, STATUS_SUCCESS);
}
