// A function that calls itself keeps the balance.
#include "../ladder.h"

static VOID Walk(PEXTENSION Extension, ULONG Depth)
{
    KIRQL irql;

    if (Depth == 0) {
        return;
    }
    KeAcquireSpinLock(&Extension->Lock, &irql);
    Extension->Count += 1;
    KeReleaseSpinLock(&Extension->Lock, irql);
    Walk(Extension, Depth - 1);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    Walk(extension, extension->Mask);
    return Done(Irp, STATUS_SUCCESS);
}
