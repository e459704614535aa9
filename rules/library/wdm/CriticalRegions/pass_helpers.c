// A helper leaves the region that came with the resource; its caller does so where the helper is not called.
#include <ntddk.h>

typedef struct _EXTENSION {
    ERESOURCE Resource;
    ULONG Count;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_CLOSE) DRIVER_DISPATCH DispatchClose;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static VOID Forget(PEXTENSION Extension)
{
    Extension->Count = 0;
    ExReleaseResourceAndLeaveCriticalRegion(&Extension->Resource);
}

NTSTATUS DispatchClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    ExEnterCriticalRegionAndAcquireResourceExclusive(&extension->Resource);
    if (extension->Count == 1) {
        Forget(extension);
    } else {
        extension->Count -= 1;
        ExReleaseResourceLite(&extension->Resource);
        KeLeaveCriticalRegion();
    }
    return Complete(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = DispatchClose;
    return STATUS_SUCCESS;
}
