// Share access under a mutex object: waiting for it does not raise the IRQL.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH DispatchCreate;

typedef struct _DEVICE_EXTENSION {
    KMUTEX Mutex;
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

    KeWaitForSingleObject(&extension->Mutex, Executive, KernelMode, FALSE, NULL);
    status = IoCheckShareAccess(FILE_READ_DATA, stack->Parameters.Create.ShareAccess, stack->FileObject,
                                &extension->ShareAccess, TRUE);
    KeReleaseMutex(&extension->Mutex, FALSE);
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
