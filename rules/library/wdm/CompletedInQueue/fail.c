// As pass.c, but the request stays in the queue.
#include <ntddk.h>

typedef struct _EXTENSION {
    LIST_ENTRY Queue;
    KSPIN_LOCK Lock;
    ULONG Waiting;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // VIOLATION
    return Status;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN full;
    KIRQL irql;

    IoMarkIrpPending(Irp);
    KeAcquireSpinLock(&extension->Lock, &irql);
    InsertTailList(&extension->Queue, &Irp->Tail.Overlay.ListEntry);
    full = ++extension->Waiting > 8;
    if (full) {
        --extension->Waiting;
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    if (full) {
        Complete(Irp, STATUS_DEVICE_BUSY);
    }
    return STATUS_PENDING;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
