// A helper that is to fill the buffer gives up with the lock held.
#include <ntddk.h>

typedef struct _EXTENSION {
    KSPIN_LOCK Lock;
    ULONG Count;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;

static NTSTATUS Fill(PEXTENSION Extension, PIRP Irp)
{
    KIRQL irql;

    irql = KeAcquireSpinLockRaiseToDpc(&Extension->Lock);
    if (Extension->Count == 0) {
        return STATUS_NO_MORE_ENTRIES;
    }
    Extension->Count -= 1;
    Irp->IoStatus.Information = 1;
    KeReleaseSpinLock(&Extension->Lock, irql);
    return STATUS_SUCCESS;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status;

    Irp->IoStatus.Information = 0;
    status = Fill(DeviceObject->DeviceExtension, Irp);
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // ALSO SpinLockSafe
    return status; // ALSO CancelSpinLock, IrqlReturn, SpinLock // VIOLATION
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
