// Exclusive access when it is to be had at once, shared access otherwise; released once.
#include <ntddk.h>

typedef struct _EXTENSION {
    ERESOURCE Resource;
    ULONG Count;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_CLEANUP) DRIVER_DISPATCH DispatchCleanup;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS DispatchCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN idle;

    KeEnterCriticalRegion();
    if (ExAcquireResourceExclusiveLite(&extension->Resource, FALSE)) {
        extension->Count = 0;
        ExReleaseResourceLite(&extension->Resource);
    }
    ExAcquireResourceSharedLite(&extension->Resource, TRUE);
    idle = extension->Count == 0;
    ExReleaseResourceLite(&extension->Resource);
    if (!idle) {
        ExAcquireResourceExclusiveLite(&extension->Resource, TRUE);
        extension->Count = 0;
        ExConvertExclusiveToSharedLite(&extension->Resource);
        ExReleaseResourceLite(&extension->Resource);
    }
    KeLeaveCriticalRegion();
    return Complete(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = DispatchCleanup;
    return STATUS_SUCCESS;
}
