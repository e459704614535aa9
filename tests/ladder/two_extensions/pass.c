// The same lock in two extensions is two.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PEXTENSION peer = extension->Peer;
    KIRQL irql, other;

    if (peer == extension) {
        return Done(Irp, STATUS_INVALID_PARAMETER);
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    KeAcquireSpinLock(&peer->Lock, &other);
    KeReleaseSpinLock(&peer->Lock, other);
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
