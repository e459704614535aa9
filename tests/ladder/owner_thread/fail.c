// A lock that its owner may ask for again: the thread is the same as long as a callback runs. Here with one mistake.
#include "../ladder.h"

static PKTHREAD Owner;
static ULONG Depth;

static VOID Enter(PEXTENSION Extension, PKIRQL Irql)
{
    if (Depth == 0 || Owner != KeGetCurrentThread()) {
        KeAcquireSpinLock(&Extension->Lock, Irql);
        Owner = KeGetCurrentThread();
        Depth = 0;
    }
    Depth += 1;
}

static VOID Leave(PEXTENSION Extension, KIRQL Irql)
{
    Depth -= 1;
    if (Depth == 0) {
        KeReleaseSpinLock(&Extension->Lock, Irql);
    }
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = PASSIVE_LEVEL;

    Depth = 0;
    Enter(extension, &irql);
    Enter(extension, &irql);
    Leave(extension, irql);
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
