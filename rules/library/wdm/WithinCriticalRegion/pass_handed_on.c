// The routine that another component calls back, from where nobody knows: perhaps inside a region.
#include <ntddk.h>

typedef struct _EXTENSION {
    ERESOURCE Resource;
    ULONG Count;
} EXTENSION, *PEXTENSION;

typedef VOID NOTIFY_ROUTINE(PVOID Context);

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;
NTSTATUS OtherComponentNotify(NOTIFY_ROUTINE *Routine, PVOID Context);

static VOID Notified(PVOID Context)
{
    PEXTENSION extension = Context;

    ExAcquireResourceExclusiveLite(&extension->Resource, TRUE);
    extension->Count += 1;
    ExReleaseResourceLite(&extension->Resource);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;

    status = OtherComponentNotify(Notified, extension);
    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
