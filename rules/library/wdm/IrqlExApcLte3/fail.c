// As pass.c, but the resource is tried inside the spin lock. Not waiting is not enough.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_QUERY_INFORMATION) DRIVER_DISPATCH DispatchQuery;

typedef struct _DEVICE_EXTENSION {
    ERESOURCE Table;
    KSPIN_LOCK Lock;
    ULONG Entries;
    ULONG Reads;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS DispatchQuery(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeEnterCriticalRegion();
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (ExAcquireResourceSharedLite(&extension->Table, FALSE)) { // VIOLATION
        extension->Reads += extension->Entries;
        ExReleaseResourceLite(&extension->Table);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    KeLeaveCriticalRegion();
    return Finish(Irp, STATUS_SUCCESS);
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_QUERY_INFORMATION] = DispatchQuery;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
