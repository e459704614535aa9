// As pass.c, but the early return leaves only one of two regions.
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

NTSTATUS DispatchCreate(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    KeEnterCriticalRegion();
    KeEnterCriticalRegion();
    if (extension->Count == MAXULONG) {
        KeLeaveCriticalRegion();
        return Complete(Irp, STATUS_TOO_MANY_OPENED_FILES); // VIOLATION
    }
    extension->Count += 1;
    KeLeaveCriticalRegion();
    KeLeaveCriticalRegion();
    return Complete(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CREATE] = DispatchCreate;
    return STATUS_SUCCESS;
}
