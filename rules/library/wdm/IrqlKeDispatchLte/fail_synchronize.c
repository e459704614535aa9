// As pass_synchronize.c, but the event is reset inside, at the device's IRQL.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;
KSYNCHRONIZE_ROUTINE ReadCounter;

typedef struct _DEVICE_EXTENSION {
    PKINTERRUPT Interrupt;
    KEVENT Ready;
    ULONG Counter;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static VOID Rearm(PDEVICE_EXTENSION Extension)
{
    KeClearEvent(&Extension->Ready); // VIOLATION
}

BOOLEAN ReadCounter(PVOID SynchronizeContext)
{
    PDEVICE_EXTENSION extension = SynchronizeContext;

    extension->Counter++;
    if (extension->Counter != 0) {
        Rearm(extension);
    }
    return TRUE;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;

    Rearm(extension);
    KeSynchronizeExecution(extension->Interrupt, ReadCounter, extension);
    return Finish(Irp, STATUS_SUCCESS);
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
