// A queue of IRPs that other code made. Here with one mistake.
#include "../ladder.h"

#define LADDER_QUEUE ((PIO_CSQ)extension->Peer)

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP next;
    KIRQL irql;

    next = IoCsqRemoveNextIrp(LADDER_QUEUE, NULL);
    KeAcquireSpinLock(&extension->Lock, &irql);
    extension->Count -= 1;
    if (next == NULL) {
        return Done(Irp, STATUS_NO_MORE_ENTRIES); // VIOLATION
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    Done(next, STATUS_SUCCESS);
    return Done(Irp, STATUS_SUCCESS);
}
