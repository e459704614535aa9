// The IRPs of one file are looked for in the queue, and completed twice when there is nobody to wait for them.
#include <ntddk.h>

typedef struct _EXTENSION {
    LIST_ENTRY Queue;
    KSPIN_LOCK Lock;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_CLEANUP) DRIVER_DISPATCH DispatchCleanup;

static PIRP TakeOut(PEXTENSION Extension, PFILE_OBJECT File)
{
    PLIST_ENTRY entry;
    PIRP irp, found = NULL;
    KIRQL irql;

    KeAcquireSpinLock(&Extension->Lock, &irql);
    for (entry = Extension->Queue.Flink; entry != &Extension->Queue; entry = entry->Flink) {
        irp = CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry);
        if (IoGetCurrentIrpStackLocation(irp)->FileObject == File) {
            RemoveEntryList(entry);
            found = irp;
            break;
        }
    }
    KeReleaseSpinLock(&Extension->Lock, irql);
    return found;
}

NTSTATUS DispatchCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP waiting;

    while ((waiting = TakeOut(extension, IoGetCurrentIrpStackLocation(Irp)->FileObject)) != NULL) {
        waiting->IoStatus.Status = STATUS_CANCELLED;
        IoCompleteRequest(waiting, IO_NO_INCREMENT);
        if (waiting->UserEvent == NULL) {
            IoCompleteRequest(waiting, IO_NO_INCREMENT); // VIOLATION
        }
    }
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = DispatchCleanup;
    return STATUS_SUCCESS;
}
