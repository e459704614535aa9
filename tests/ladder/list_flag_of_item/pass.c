// A flag of the item at hand is read twice on each way round a list of any length. Right.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension, item;
    KIRQL irql = 0;

    for (item = extension->Peer; item != NULL; item = item->Peer) {
        if (item->Flag) {
            KeAcquireSpinLock(&extension->Lock, &irql);
        }
        item->Count += 1;
        if (item->Flag) {
            KeReleaseSpinLock(&extension->Lock, irql);
        }
    }
    return Done(Irp, STATUS_SUCCESS);
}
