// A helper acquires another resource than its caller holds.
#include <ntddk.h>

typedef struct _EXTENSION {
    ERESOURCE Resource;
    ERESOURCE Other;
    ULONG Count;
    ULONG OtherCount;
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

static VOID Reset(PERESOURCE Resource, PULONG Count)
{
    ExAcquireResourceExclusiveLite(Resource, TRUE);
    *Count = 0;
    ExReleaseResourceLite(Resource);
}

NTSTATUS DispatchCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&extension->Resource, TRUE);
    Reset(&extension->Other, &extension->OtherCount);
    ExReleaseResourceLite(&extension->Resource);
    KeLeaveCriticalRegion();
    return Complete(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = DispatchCleanup;
    return STATUS_SUCCESS;
}
