// Both callers of the helper are inside a region.
#include <ntddk.h>

typedef struct _EXTENSION {
    ERESOURCE Resource;
    ULONG Count;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static ULONG Peek(PEXTENSION Extension)
{
    ULONG count;

    ExAcquireResourceSharedLite(&Extension->Resource, TRUE);
    count = Extension->Count;
    ExReleaseResourceLite(&Extension->Resource);
    return count;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    ULONG count;

    if (stack->Parameters.Read.Length == 0) {
        KeEnterCriticalRegion();
        count = Peek(extension);
        KeLeaveCriticalRegion();
    } else {
        KeEnterCriticalRegion();
        count = Peek(extension);
        KeLeaveCriticalRegion();
    }
    return Complete(Irp, count == 0 ? STATUS_END_OF_FILE : STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
