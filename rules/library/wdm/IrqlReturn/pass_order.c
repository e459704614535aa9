// Two locks at a time, released in the reverse order.
#include <ntddk.h>

typedef struct _EXTENSION {
    KSPIN_LOCK First;
    KSPIN_LOCK Second;
    ULONG Count;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL first, second;

    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    KeAcquireSpinLock(&extension->First, &first);
    KeAcquireSpinLock(&extension->Second, &second);
    extension->Count += 1;
    KeReleaseSpinLock(&extension->Second, second);
    KeReleaseSpinLock(&extension->First, first);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
