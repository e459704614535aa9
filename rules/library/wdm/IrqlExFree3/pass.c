// The routine that runs with the interrupt off hands the buffer out; it is freed outside.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_CLOSE) DRIVER_DISPATCH DispatchClose;
KSYNCHRONIZE_ROUTINE TakeBuffer;

typedef struct _DEVICE_EXTENSION {
    PKINTERRUPT Interrupt;
    PVOID Buffer;
    PVOID Taken;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

BOOLEAN TakeBuffer(PVOID SynchronizeContext)
{
    PDEVICE_EXTENSION extension = SynchronizeContext;

    extension->Taken = extension->Buffer;
    extension->Buffer = NULL;
    return extension->Taken != NULL;
}

NTSTATUS DispatchClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;

    if (KeSynchronizeExecution(extension->Interrupt, TakeBuffer, extension)) {
        ExFreePoolWithTag(extension->Taken, 'ataD');
        extension->Taken = NULL;
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
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = DispatchClose;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
