// A comparison of two values and its opposite, written with another operator.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG one = (ULONG)extension->Count;
    ULONG limit = extension->Mask;
    KIRQL irql = 0;

    if (one > limit) {
        return Done(Irp, STATUS_UNSUCCESSFUL);
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (one <= limit) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
