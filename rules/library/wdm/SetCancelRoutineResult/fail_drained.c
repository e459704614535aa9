// As pass_drained.c, but nobody looks at the result.
#include <ntddk.h>

typedef struct _EXTENSION {
    LIST_ENTRY Queue;
    KSPIN_LOCK Lock;
} EXTENSION, *PEXTENSION;

typedef struct _REQUEST {
    LIST_ENTRY Link;
    PIRP Irp;
} REQUEST, *PREQUEST;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;
_Dispatch_type_(IRP_MJ_CLEANUP) DRIVER_DISPATCH DispatchCleanup;
DRIVER_CANCEL CancelRead;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // VIOLATION
    return Status;
}

VOID CancelRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PREQUEST request = Irp->Tail.Overlay.DriverContext[0];
    KIRQL irql;

    IoReleaseCancelSpinLock(Irp->CancelIrql);
    KeAcquireSpinLock(&extension->Lock, &irql);
    RemoveEntryList(&request->Link);
    KeReleaseSpinLock(&extension->Lock, irql);
    ExFreePoolWithTag(request, 'tseR');
    Complete(Irp, STATUS_CANCELLED);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PREQUEST request;
    KIRQL irql;

    request = ExAllocatePoolWithTag(NonPagedPool, sizeof(REQUEST), 'tseR');
    if (request == NULL) {
        return Complete(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    request->Irp = Irp;
    Irp->Tail.Overlay.DriverContext[0] = request;
    KeAcquireSpinLock(&extension->Lock, &irql);
    IoSetCancelRoutine(Irp, CancelRead);
    if (Irp->Cancel && IoSetCancelRoutine(Irp, NULL) != NULL) {
        KeReleaseSpinLock(&extension->Lock, irql);
        ExFreePoolWithTag(request, 'tseR');
        return Complete(Irp, STATUS_CANCELLED);
    }
    IoMarkIrpPending(Irp);
    InsertTailList(&extension->Queue, &request->Link);
    KeReleaseSpinLock(&extension->Lock, irql);
    return STATUS_PENDING;
}

NTSTATUS DispatchCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    while (!IsListEmpty(&extension->Queue)) {
        PREQUEST request = CONTAINING_RECORD(RemoveHeadList(&extension->Queue), REQUEST, Link);
        PIRP pending = request->Irp;

        IoSetCancelRoutine(pending, NULL);
        KeReleaseSpinLock(&extension->Lock, irql);
        ExFreePoolWithTag(request, 'tseR');
        Complete(pending, STATUS_CANCELLED);
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Complete(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = DispatchCleanup;
    return STATUS_SUCCESS;
}
