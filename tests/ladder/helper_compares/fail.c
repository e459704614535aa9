// A helper looks whether two pointers are one, and its caller does so again. Here with one mistake.
#include "../ladder.h"

static VOID AcquireOther(PEXTENSION First, PEXTENSION Second, PKIRQL Irql)
{
    if (Second == First) {
        return;
    }
    KeAcquireSpinLock(&Second->Lock, Irql);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION first = DeviceObject->DeviceExtension;
    PEXTENSION second = (PEXTENSION)Irp->AssociatedIrp.SystemBuffer;
    KIRQL irql = 0;

    AcquireOther(first, second, &irql);
    first->Count += 1;
    if (first == second) {
        KeReleaseSpinLock(&second->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
