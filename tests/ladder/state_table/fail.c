// The next state comes out of a constant table that is indexed by a signed field. Here with one mistake.
#include "../ladder.h"

static const UCHAR Next[5][5] = {
    { 1, 5, 5, 5, 5 }, { 5, 2, 5, 5, 4 }, { 5, 5, 3, 5, 4 }, { 5, 5, 5, 5, 5 }, { 5, 5, 5, 0, 5 },
};

static BOOLEAN Step(PEXTENSION Extension, ULONG Event)
{
    UCHAR next = Next[Extension->Status][Event];

    if (next == 5) {
        return FALSE;
    }
    Extension->Status = next;
    return TRUE;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = 0;

    if (!Step(extension, 2)) {
        return Done(Irp, STATUS_DEVICE_NOT_READY);
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (!Step(extension, 3)) {
        extension->Count++;
        return Done(Irp, STATUS_UNSUCCESSFUL); // VIOLATION
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
