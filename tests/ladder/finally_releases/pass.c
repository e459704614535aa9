// __finally releases, whichever way the block is left.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_SUCCESS;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    __try {
        if (Irp->Cancel) {
            status = STATUS_CANCELLED;
            __leave;
        }
        if (extension->Count < 0) {
            ExRaiseStatus(STATUS_DATA_ERROR);
        }
        extension->Count += 1;
    } __finally {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, status);
}
