// A parameter tells two helpers whether to lock. Here with one mistake.
#include "../ladder.h"

static VOID Enter(PEXTENSION Extension, BOOLEAN Needed, PKIRQL Irql)
{
    if (Needed) {
        KeAcquireSpinLock(&Extension->Lock, Irql);
    }
}

static VOID Leave(PEXTENSION Extension, BOOLEAN Needed, KIRQL Irql)
{
    if (Needed) {
        KeReleaseSpinLock(&Extension->Lock, Irql);
    }
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN needed = Irp->RequestorMode == UserMode;
    KIRQL irql = 0;

    Enter(extension, needed, &irql);
    extension->Count += 1;
    Leave(extension, FALSE, irql);
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
