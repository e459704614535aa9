// As pass_raise.c, but the helper is called with the lock held; the handler makes up for the lock, not for the level.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH DispatchControl;

typedef struct _DEVICE_EXTENSION {
    KSPIN_LOCK Lock;
    ULONG Level;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static VOID CheckLevel(ULONG Level)
{
    if (Level > 100) {
        ExRaiseStatus(STATUS_INVALID_PARAMETER); // VIOLATION
    }
}

NTSTATUS DispatchControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    ULONG level = *(PULONG)Irp->AssociatedIrp.SystemBuffer;
    NTSTATUS status = STATUS_SUCCESS;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    __try {
        CheckLevel(level);
        extension->Level = level;
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = STATUS_INVALID_PARAMETER;
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, status);
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
