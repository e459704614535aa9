// What is put at the end of an empty list is its first entry. Right.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN empty;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    empty = IsListEmpty(&extension->Link);
    IoMarkIrpPending(Irp);
    InsertTailList(&extension->Link, &Irp->Tail.Overlay.ListEntry);
    if (!empty || extension->Link.Flink == &Irp->Tail.Overlay.ListEntry) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return STATUS_PENDING;
}
