// One function acquires and another releases; the return value tells.
#include "../ladder.h"

static BOOLEAN TryEnter(PEXTENSION Extension, PIRP Irp, PKIRQL Irql)
{
    if (Irp->RequestorMode == UserMode) {
        return FALSE;
    }
    KeAcquireSpinLock(&Extension->Lock, Irql);
    return TRUE;
}

static VOID Leave(PEXTENSION Extension, KIRQL Irql)
{
    KeReleaseSpinLock(&Extension->Lock, Irql);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = 0;

    if (TryEnter(extension, Irp, &irql)) {
        extension->Count += 1;
        Leave(extension, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
