// Two helpers hold and drop the lock; every path that got it drops it.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH DispatchWrite;

typedef struct _DEVICE_EXTENSION {
    KSPIN_LOCK Lock;
    KIRQL Irql;
    ULONG Credits;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static VOID Hold(PDEVICE_EXTENSION Extension)
{
    KIRQL irql;

    KeAcquireSpinLock(&Extension->Lock, &irql);
    Extension->Irql = irql;
}

static VOID Drop(PDEVICE_EXTENSION Extension)
{
    KeReleaseSpinLock(&Extension->Lock, Extension->Irql);
}

static BOOLEAN TakeCredit(PDEVICE_EXTENSION Extension)
{
    BOOLEAN taken = FALSE;

    Hold(Extension);
    if (Extension->Credits > 0) {
        Extension->Credits--;
        taken = TRUE;
    }
    Drop(Extension);
    return taken;
}

NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;

    if (!TakeCredit(extension)) {
        return Finish(Irp, STATUS_DEVICE_BUSY);
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
    DriverObject->MajorFunction[IRP_MJ_WRITE] = DispatchWrite;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
