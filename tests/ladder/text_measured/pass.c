// How long a string is, asked of a routine that tells it through a pointer.
#include "../ladder.h"

#include <ntstrsafe.h>

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    size_t length = 0;
    KIRQL irql;

    RtlStringCbLengthW((PCWSTR)extension->Peer, 16, &length);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (length > 16) {
        return Done(Irp, STATUS_UNSUCCESSFUL);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
