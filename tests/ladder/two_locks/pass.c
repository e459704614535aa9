// Two locks in one extension are two.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql, other;

    KeAcquireSpinLock(&extension->Lock, &irql);
    KeAcquireSpinLock(&extension->Other, &other);
    extension->Count += 1;
    KeReleaseSpinLock(&extension->Other, other);
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
