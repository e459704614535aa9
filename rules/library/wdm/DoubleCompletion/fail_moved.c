// Cleanup completes what it has moved to a list of its own, and what has been cancelled meanwhile twice.
#include <ntddk.h>

typedef struct _QUEUE {
    KSPIN_LOCK Lock;
    LIST_ENTRY Irps;
} QUEUE, *PQUEUE;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;
_Dispatch_type_(IRP_MJ_CLEANUP) DRIVER_DISPATCH DispatchCleanup;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // VIOLATION
    return Status;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PQUEUE queue = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeAcquireSpinLock(&queue->Lock, &irql);
    IoMarkIrpPending(Irp);
    InsertTailList(&queue->Irps, &Irp->Tail.Overlay.ListEntry);
    KeReleaseSpinLock(&queue->Lock, irql);
    return STATUS_PENDING;
}

NTSTATUS DispatchCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PQUEUE queue = DeviceObject->DeviceExtension;
    PLIST_ENTRY entry, next;
    LIST_ENTRY mine;
    KIRQL irql;

    InitializeListHead(&mine);
    KeAcquireSpinLock(&queue->Lock, &irql);
    for (entry = queue->Irps.Flink; entry != &queue->Irps; entry = next) {
        PIRP irp = CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry);

        next = entry->Flink;
        if (IoGetCurrentIrpStackLocation(irp)->FileObject != IoGetCurrentIrpStackLocation(Irp)->FileObject)
            continue;
        RemoveEntryList(entry);
        InsertTailList(&mine, entry);
    }
    KeReleaseSpinLock(&queue->Lock, irql);
    while (!IsListEmpty(&mine)) {
        entry = RemoveHeadList(&mine);
        Complete(CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry), STATUS_CANCELLED);
        if (CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry)->Cancel)
            Complete(CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry), STATUS_CANCELLED);
    }
    return Complete(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = DispatchCleanup;
    return STATUS_SUCCESS;
}
