// As pass_helpers.c, but the helper's answer is not asked for.
#include <ntddk.h>

typedef struct _EXTENSION {
    KSPIN_LOCK Lock;
    PIRP Waiting;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;
DRIVER_CANCEL CancelRead;

VOID CancelRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    IoReleaseCancelSpinLock(Irp->CancelIrql);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (extension->Waiting == Irp) {
        extension->Waiting = NULL;
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    Irp->IoStatus.Status = STATUS_CANCELLED;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // ALSO DoubleCompletion
}

static BOOLEAN Reclaim(PIRP Irp)
{
    return IoSetCancelRoutine(Irp, NULL) != NULL;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    IoMarkIrpPending(Irp);
    IoSetCancelRoutine(Irp, CancelRead);
    if (Irp->Cancel) {
        Reclaim(Irp);
        KeReleaseSpinLock(&extension->Lock, irql);
        Irp->IoStatus.Status = STATUS_CANCELLED;
        Irp->IoStatus.Information = 0;
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // VIOLATION
        return STATUS_PENDING;
    }
    extension->Waiting = Irp;
    KeReleaseSpinLock(&extension->Lock, irql);
    return STATUS_PENDING;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
