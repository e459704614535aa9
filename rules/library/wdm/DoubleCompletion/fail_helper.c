// One helper completes the IRPs of a queue and the driver's own IRP at last; twice when none is left in the queue.
#include <ntddk.h>

typedef struct _EXTENSION {
    LIST_ENTRY Queue;
    KSPIN_LOCK Lock;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_CLEANUP) DRIVER_DISPATCH DispatchCleanup;

static VOID Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // VIOLATION
}

static PIRP TakeNext(PEXTENSION Extension)
{
    PLIST_ENTRY entry, next;
    PIRP irp, taken = NULL;
    KIRQL irql;

    KeAcquireSpinLock(&Extension->Lock, &irql);
    for (entry = Extension->Queue.Flink; entry != &Extension->Queue; entry = next) {
        next = entry->Flink;
        irp = CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry);
        RemoveEntryList(entry);
        if (IoSetCancelRoutine(irp, NULL) == NULL) {
            // Its cancel routine runs, and looks for it in a list.
            InitializeListHead(entry);
            continue;
        }
        taken = irp;
        break;
    }
    KeReleaseSpinLock(&Extension->Lock, irql);
    return taken;
}

NTSTATUS DispatchCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP waiting;

    while ((waiting = TakeNext(extension)) != NULL) Complete(waiting, STATUS_CANCELLED);
    if (IsListEmpty(&extension->Queue)) Complete(Irp, STATUS_CANCELLED);
    Complete(Irp, STATUS_SUCCESS);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = DispatchCleanup;
    return STATUS_SUCCESS;
}
