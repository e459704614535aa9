// Two entries that come out of a list one after the other are different records, each with a lock of its own. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension, first, second;
    KIRQL outer, inner;

    if (IsListEmpty(&extension->Link)) return Done(Irp, STATUS_NO_MORE_ENTRIES);
    first = CONTAINING_RECORD(RemoveHeadList(&extension->Link), EXTENSION, Link);
    if (IsListEmpty(&extension->Link)) return Done(Irp, STATUS_NO_MORE_ENTRIES);
    second = CONTAINING_RECORD(RemoveHeadList(&extension->Link), EXTENSION, Link);
    KeAcquireSpinLock(&first->Lock, &outer);
    KeAcquireSpinLock(&second->Lock, &inner);
    KeReleaseSpinLock(&first->Lock, inner);
    KeReleaseSpinLock(&first->Lock, outer); // VIOLATION
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
