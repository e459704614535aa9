// Two functions that call each other: one acquires, the other releases.
#include "../ladder.h"

static VOID Odd(PEXTENSION Extension, ULONG Depth, KIRQL Irql);

static VOID Even(PEXTENSION Extension, ULONG Depth)
{
    KIRQL irql;

    KeAcquireSpinLock(&Extension->Lock, &irql);
    Odd(Extension, Depth, irql);
}

static VOID Odd(PEXTENSION Extension, ULONG Depth, KIRQL Irql)
{
    KeReleaseSpinLock(&Extension->Lock, Irql);
    if (Depth > 0) {
        Even(Extension, Depth - 1);
    }
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    Even(extension, extension->Mask);
    return Done(Irp, STATUS_SUCCESS);
}
