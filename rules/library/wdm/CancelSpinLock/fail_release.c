// The release stands behind a test, its acquire does not stand behind the same one.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KIRQL irql = PASSIVE_LEVEL;
    BOOLEAN busy = (DeviceObject->Flags & DO_EXCLUSIVE) != 0;

    if (busy) {
        IoAcquireCancelSpinLock(&irql);
    }
    Irp->IoStatus.Information = 0;
    IoReleaseCancelSpinLock(irql); // ALSO CancelSpinlockRelease // VIOLATION
    return STATUS_SUCCESS;
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
