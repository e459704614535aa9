// A helper completes what has been cancelled already, and its caller takes no notice.
#include <ntddk.h>

typedef struct _EXTENSION {
    PIRP Waiting;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;

static VOID Keep(PEXTENSION Extension, PIRP Irp)
{
    if (Irp->Cancel) {
        Irp->IoStatus.Status = STATUS_CANCELLED;
        Irp->IoStatus.Information = 0;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return;
    }
    IoMarkIrpPending(Irp);
    Extension->Waiting = Irp;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    Keep(DeviceObject->DeviceExtension, Irp);
    return STATUS_PENDING; // ALSO MarkIrpPending2 // VIOLATION
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
