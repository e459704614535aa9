// As pass.c, but the routine frees the buffer itself, at the device's IRQL.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_CLOSE) DRIVER_DISPATCH DispatchClose;
KSYNCHRONIZE_ROUTINE TakeBuffer;

typedef struct _DEVICE_EXTENSION {
    PKINTERRUPT Interrupt;
    PVOID Buffer;
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

    if (extension->Buffer == NULL) {
        return FALSE;
    }
    ExFreePoolWithTag(extension->Buffer, 'ataD'); // VIOLATION
    extension->Buffer = NULL;
    return TRUE;
}

NTSTATUS DispatchClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;

    KeSynchronizeExecution(extension->Interrupt, TakeBuffer, extension);
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
