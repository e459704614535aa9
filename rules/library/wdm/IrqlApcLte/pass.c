// Answers a query for the device's security: the descriptor is used at PASSIVE_LEVEL, the lock guards a counter.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_QUERY_SECURITY) DRIVER_DISPATCH DispatchQuerySecurity;

typedef struct _DEVICE_EXTENSION {
    KSPIN_LOCK Lock;
    ULONG Queries;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS DispatchQuerySecurity(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    PSECURITY_DESCRIPTOR descriptor;
    BOOLEAN allocated;
    NTSTATUS status;
    KIRQL irql;

    status = ObGetObjectSecurity(DeviceObject, &descriptor, &allocated);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    extension->Queries++;
    KeReleaseSpinLock(&extension->Lock, irql);
    ObReleaseObjectSecurity(descriptor, allocated);
    return Finish(Irp, STATUS_SUCCESS);
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_QUERY_SECURITY] = DispatchQuerySecurity;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
