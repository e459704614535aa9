// The same lock in two extensions is two. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PEXTENSION peer = extension->Peer;
    KIRQL irql, other;

    if (extension->Flag) {
        peer = extension;
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    KeAcquireSpinLock(&peer->Lock, &other); // VIOLATION
    KeReleaseSpinLock(&peer->Lock, other);
    KeReleaseSpinLock(&extension->Lock, irql); // VIOLATION
    return Done(Irp, STATUS_SUCCESS);
}
