// One lock of many is watched; the others are others.
#include "../ladder.h"

static KSPIN_LOCK Registry;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PEXTENSION peer = extension->Peer;
    KIRQL irql, other;

    KeAcquireSpinLock(&Registry, &irql);
    if (peer != NULL) {
        KeAcquireSpinLock(&peer->Lock, &other);
        peer->Count += 1;
        KeReleaseSpinLock(&peer->Lock, other);
    }
    KeReleaseSpinLock(&Registry, irql);
    return Done(Irp, STATUS_SUCCESS);
}
