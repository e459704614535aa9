// The IRP is handed to a deferred routine, which completes it; where that is not queued, the dispatch routine does,
// and sometimes where it is. Wrong.
// LIFECYCLE
#include <ntddk.h>

typedef struct _EXTENSION {
    KDPC Dpc;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;
KDEFERRED_ROUTINE CompleteLater;

static VOID Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // VIOLATION
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    IoMarkIrpPending(Irp);
    if (!KeInsertQueueDpc(&extension->Dpc, Irp, NULL)) {
        Complete(Irp, STATUS_DEVICE_BUSY);
    } else if (Irp->RequestorMode == UserMode) {
        Complete(Irp, STATUS_CANCELLED);
    }
    return STATUS_PENDING;
}

VOID CompleteLater(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(DeferredContext);
    UNREFERENCED_PARAMETER(SystemArgument2);
    Complete(SystemArgument1, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT device;
    PEXTENSION extension;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (NT_SUCCESS(status)) {
        extension = device->DeviceExtension;
        KeInitializeDpc(&extension->Dpc, CompleteLater, extension);
        DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    }
    return status;
}
