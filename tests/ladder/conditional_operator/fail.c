// ?: runs one of its sides, with its effects. Here with one mistake.
#include "../ladder.h"

static BOOLEAN Enter(PEXTENSION Extension, PKIRQL Irql)
{
    KeAcquireSpinLock(&Extension->Lock, Irql);
    return TRUE;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = 0;
    BOOLEAN taken = extension->Flag ? FALSE : !Enter(extension, &irql);

    if (taken) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
