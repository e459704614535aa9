// Two values that were compared stay in that relation. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    LONG one = extension->Count;
    ULONG limit = extension->Mask;
    KIRQL irql = 0;

    if ((ULONG)one < limit) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    if (limit > (ULONG)one + 1) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
