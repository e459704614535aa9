// A table is read under a resource; the statistics have a spin lock.
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
    ULONG entries;
    KIRQL irql;

    KeEnterCriticalRegion();
    ExAcquireResourceSharedLite(&extension->Table, TRUE);
    entries = extension->Entries;
    ExReleaseResourceLite(&extension->Table);
    KeLeaveCriticalRegion();

    KeAcquireSpinLock(&extension->Lock, &irql);
    extension->Reads += entries;
    KeReleaseSpinLock(&extension->Lock, irql);
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
