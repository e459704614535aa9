// A helper, called inside a region, uses the resource.
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
    ULONG count;

    KeEnterCriticalRegion();
    count = Peek(extension);
    KeLeaveCriticalRegion();
    if (count == 0) {
        return Complete(Irp, STATUS_END_OF_FILE);
    }
    KeEnterGuardedRegion();
    count = Peek(extension);
    KeLeaveGuardedRegion();
    return Complete(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
