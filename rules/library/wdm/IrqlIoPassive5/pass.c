// The last handle is closed: the mutex guards the counter alone.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_CLEANUP) DRIVER_DISPATCH DispatchCleanup;

typedef struct _DEVICE_EXTENSION {
    FAST_MUTEX Mutex;
    SHARE_ACCESS ShareAccess;
    ULONG Handles;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS DispatchCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN last;

    ExAcquireFastMutex(&extension->Mutex);
    extension->Handles--;
    last = extension->Handles == 0;
    ExReleaseFastMutex(&extension->Mutex);
    if (last) {
        IoRemoveShareAccess(IoGetCurrentIrpStackLocation(Irp)->FileObject, &extension->ShareAccess);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = DispatchCleanup;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
