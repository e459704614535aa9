// Two locks in one extension are two. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql, other;

    KeAcquireSpinLock(&extension->Lock, &irql);
    KeAcquireSpinLock(&extension->Other, &other);
    extension->Count += 1;
    KeReleaseSpinLock(&extension->Lock, other);
    KeReleaseSpinLock(&extension->Lock, irql); // VIOLATION
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
