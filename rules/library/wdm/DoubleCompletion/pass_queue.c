// The driver's queue is emptied; each IRP is completed when it is taken out.
#include <ntddk.h>

typedef struct _EXTENSION {
    LIST_ENTRY Queue;
    KSPIN_LOCK Lock;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_CLEANUP) DRIVER_DISPATCH DispatchCleanup;

NTSTATUS DispatchCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PLIST_ENTRY entry;
    PIRP waiting;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    while (!IsListEmpty(&extension->Queue)) {
        entry = RemoveHeadList(&extension->Queue);
        KeReleaseSpinLock(&extension->Lock, irql);
        waiting = CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry);
        waiting->IoStatus.Status = STATUS_CANCELLED;
        IoCompleteRequest(waiting, IO_NO_INCREMENT);
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
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
