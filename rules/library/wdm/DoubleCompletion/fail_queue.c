// The IRP that waits is completed where it was found, and in the helper that is called for it.
#include <ntddk.h>

typedef struct _EXTENSION {
    KSPIN_LOCK Lock;
    PIRP Waiting;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_CLEANUP) DRIVER_DISPATCH DispatchCleanup;

static VOID Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // VIOLATION
}

NTSTATUS DispatchCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP waiting;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    waiting = extension->Waiting;
    extension->Waiting = NULL;
    KeReleaseSpinLock(&extension->Lock, irql);
    if (waiting != NULL) {
        if (waiting->Cancel) {
            waiting->IoStatus.Status = STATUS_CANCELLED;
            IoCompleteRequest(waiting, IO_NO_INCREMENT);
        }
        Finish(waiting, STATUS_SUCCESS);
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
