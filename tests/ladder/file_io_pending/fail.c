// A request that is sent to a file with an event goes on after the call, perhaps; one without is done by then. Here with one mistake.
#include <ntifs.h>
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    HANDLE file = extension->Peer, event = extension->Self;
    IO_STATUS_BLOCK block;
    NTSTATUS status;
    KIRQL irql;

    status = ZwDeviceIoControlFile(file, NULL, NULL, NULL, &block, 1, NULL, 0, NULL, 0);
    if (status == STATUS_PENDING) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    if (event == NULL) {
        return Done(Irp, status);
    }
    status = ZwDeviceIoControlFile(file, event, NULL, NULL, &block, 2, NULL, 0, NULL, 0);
    KeAcquireSpinLock(&extension->Lock, &irql);
    extension->Status = status;
    if (status == STATUS_PENDING) {
        ZwWaitForSingleObject(event, FALSE, NULL);
        return Done(Irp, block.Status); // VIOLATION
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, status);
}
