// A cancel routine takes the driver's mutex while it still holds the cancel spin lock.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;
DRIVER_CANCEL CancelRead;

typedef struct _DEVICE_EXTENSION {
    FAST_MUTEX Mutex;
    ULONG Pending;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

VOID CancelRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;

    ExAcquireFastMutexUnsafe(&extension->Mutex); // ALSO CancelSpinLockHeldShort // VIOLATION
    extension->Pending--;
    ExReleaseFastMutexUnsafe(&extension->Mutex);
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    Irp->IoStatus.Status = STATUS_CANCELLED;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeEnterCriticalRegion();
    ExAcquireFastMutexUnsafe(&extension->Mutex);
    extension->Pending++;
    ExReleaseFastMutexUnsafe(&extension->Mutex);
    KeLeaveCriticalRegion();
    IoAcquireCancelSpinLock(&irql);
    IoMarkIrpPending(Irp);
    IoSetCancelRoutine(Irp, CancelRead);
    IoReleaseCancelSpinLock(irql);
    return STATUS_PENDING;
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
