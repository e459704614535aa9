// As pass.c with a fast mutex: its holder is at APC_LEVEL.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH DispatchCreate;

typedef struct _DEVICE_EXTENSION {
    FAST_MUTEX Mutex;
    SHARE_ACCESS ShareAccess;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS DispatchCreate(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    ExAcquireFastMutex(&extension->Mutex);
    status = IoCheckShareAccess(FILE_READ_DATA, stack->Parameters.Create.ShareAccess, stack->FileObject, // VIOLATION
                                &extension->ShareAccess, TRUE);
    ExReleaseFastMutex(&extension->Mutex);
    return Finish(Irp, status);
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CREATE] = DispatchCreate;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
