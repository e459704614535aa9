// The helper is called when its caller has released the lock.
#include <ntddk.h>

typedef struct _EXTENSION {
    KSPIN_LOCK Lock;
    KSPIN_LOCK Other;
    ULONG Count;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static VOID Count(PEXTENSION Extension)
{
    KLOCK_QUEUE_HANDLE handle;

    KeAcquireInStackQueuedSpinLock(&Extension->Lock, &handle);
    Extension->Count += 1;
    KeReleaseInStackQueuedSpinLock(&handle);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KLOCK_QUEUE_HANDLE handle;

    Count(extension);
    KeAcquireInStackQueuedSpinLock(&extension->Lock, &handle);
    extension->Count += 1;
    KeReleaseInStackQueuedSpinLock(&handle);
    Count(extension);
    return Complete(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
