// The helper is called once the region has been left.
#include <ntddk.h>

typedef struct _EXTENSION {
    ULONG Count;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH DispatchCreate;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static VOID Count(PEXTENSION Extension)
{
    KeEnterGuardedRegion();
    Extension->Count += 1;
    KeLeaveGuardedRegion();
}

NTSTATUS DispatchCreate(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    KeEnterGuardedRegion();
    if (extension->Count == MAXULONG) {
        extension->Count = 0;
    }
    KeLeaveGuardedRegion();
    Count(extension);
    return Complete(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CREATE] = DispatchCreate;
    return STATUS_SUCCESS;
}
