// Locks of an array are acquired upwards and released downwards, by a pointer that is compared with the start. Right.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PKSPIN_LOCK locks = extension->Locks, at;
    KIRQL irqls[4];

    for (at = locks; at < locks + 4; at++) {
        KeAcquireSpinLock(at, &irqls[at - locks]);
    }
    while (at > locks) {
        at--;
        KeReleaseSpinLock(at, irqls[at - locks]);
    }
    return Done(Irp, STATUS_SUCCESS);
}
