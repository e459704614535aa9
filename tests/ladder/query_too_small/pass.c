// A query that fails because its buffer is too small tells how much room it needs.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"name");
    ULONG needed = 0;
    NTSTATUS status = ZwQueryValueKey(extension->Peer, &name, KeyValueFullInformation, NULL, 0, &needed);
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    if (status == STATUS_PENDING) {
        return Done(Irp, STATUS_UNSUCCESSFUL);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
