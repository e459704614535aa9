// A control request with a user's pointer: probed and read first, then the lock is taken.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH DispatchControl;

typedef struct _DEVICE_EXTENSION {
    KSPIN_LOCK Lock;
    ULONG Mode;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS DispatchControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PULONG input = stack->Parameters.DeviceIoControl.Type3InputBuffer;
    ULONG mode;
    KIRQL irql;

    __try {
        ProbeForRead(input, sizeof(ULONG), sizeof(ULONG));
        mode = *input;
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        return Finish(Irp, STATUS_ACCESS_VIOLATION);
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    extension->Mode = mode;
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
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = DispatchControl;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
