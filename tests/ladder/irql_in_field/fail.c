// The old IRQL is carried in a field, from one function to the next. Here with one mistake.
#include "../ladder.h"

static VOID Enter(PEXTENSION Extension)
{
    KIRQL irql;

    KeAcquireSpinLock(&Extension->Lock, &irql);
    Extension->OldIrql = irql;
}

static BOOLEAN Leave(PEXTENSION Extension, PIRP Irp)
{
    if (Irp->Cancel) {
        return TRUE;
    }
    KeReleaseSpinLock(&Extension->Lock, Extension->OldIrql);
    return FALSE;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    Enter(extension);
    extension->Count += 1;
    if (Leave(extension, Irp)) {
        return Done(Irp, STATUS_CANCELLED); // VIOLATION
    }
    return Done(Irp, STATUS_SUCCESS);
}
