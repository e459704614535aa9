// The right side of && runs only when the left one holds. Here with one mistake.
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

    if (Enter(extension, &irql) && extension->Flag) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
