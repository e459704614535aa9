// A list of the driver holds some entries when the routine is called, and none when its loop is left. Right.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG removed = 0;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    while (!IsListEmpty(&extension->Link)) {
        RemoveHeadList(&extension->Link);
        removed += 1;
    }
    if (removed == 0) {
        KeReleaseSpinLock(&extension->Lock, irql);
        return Done(Irp, STATUS_NO_MORE_ENTRIES);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
