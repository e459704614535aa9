// Two pointers are compared after both were followed.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PEXTENSION other = (PEXTENSION)Irp->AssociatedIrp.SystemBuffer;
    KIRQL irql = 0;

    KeAcquireSpinLock(&extension->Lock, &irql);
    extension->Count = 1;
    other->Count = 2;
    if (other != extension) {
        other->Count = 3;
    }
    if (TRUE) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
