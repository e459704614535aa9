// An out-parameter tells whether the callee acquired the lock. Here with one mistake.
#include "../ladder.h"

static VOID Enter(PEXTENSION Extension, PIRP Irp, PBOOLEAN Taken, PKIRQL Irql)
{
    *Taken = FALSE;
    if (Irp->RequestorMode == UserMode) {
        KeAcquireSpinLock(&Extension->Lock, Irql);
        *Taken = Extension->Flag;
    }
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN taken;
    KIRQL irql = 0;

    Enter(extension, Irp, &taken, &irql);
    if (taken) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
