// A DDI that is called through a pointer is called. Here with one mistake.
#include "../ladder.h"

typedef VOID RELEASE(PKSPIN_LOCK Lock, KIRQL Irql);

static void LeaveBy(RELEASE *Release, PEXTENSION Extension)
{
    if (Extension->Flag) {
        return;
    }
    Release(&Extension->Lock, Extension->OldIrql);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    extension->OldIrql = irql;
    LeaveBy(KeReleaseSpinLock, extension);
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
