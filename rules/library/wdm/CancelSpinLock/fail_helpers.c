// A helper that takes the cancel spin lock itself is called with the lock held.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_CLEANUP) DRIVER_DISPATCH DispatchCleanup;

static BOOLEAN IsCancelled(PIRP Irp)
{
    KIRQL irql;
    BOOLEAN cancelled;

    IoAcquireCancelSpinLock(&irql); // ALSO CancelSpinlockRelease // VIOLATION
    cancelled = Irp->Cancel;
    IoReleaseCancelSpinLock(irql);
    return cancelled;
}

NTSTATUS DispatchCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = STATUS_SUCCESS;
    KIRQL irql;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (IsCancelled(Irp)) {
        status = STATUS_CANCELLED;
    }
    IoAcquireCancelSpinLock(&irql);
    if (NT_SUCCESS(status) && IsCancelled(Irp)) {
        status = STATUS_CANCELLED;
    }
    IoReleaseCancelSpinLock(irql);
    return status;
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = DispatchCleanup;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
