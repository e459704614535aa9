// A lock behind CONTAINING_RECORD is the one that is meant.
#include "../ladder.h"

static VOID Leave(PLIST_ENTRY Link, KIRQL Irql)
{
    PEXTENSION owner = CONTAINING_RECORD(Link, EXTENSION, Link);

    KeReleaseSpinLock(&owner->Lock, Irql);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PLIST_ENTRY link = &extension->Link;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    Leave(link, irql);
    return Done(Irp, STATUS_SUCCESS);
}
