// As pass_helpers.c, but TakeCredit keeps the lock when there is no credit.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH DispatchWrite;

typedef struct _DEVICE_EXTENSION {
    KSPIN_LOCK Lock;
    KIRQL Irql;
    ULONG Credits;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

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
    Hold(Extension);
    if (Extension->Credits == 0) {
        return FALSE;
    }
    Extension->Credits--;
    Drop(Extension);
    return TRUE;
}

NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;

    if (!TakeCredit(extension)) {
        IoMarkIrpPending(Irp);
        return STATUS_PENDING; // ALSO CancelSpinLock, SpinLock // VIOLATION
    }
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
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
