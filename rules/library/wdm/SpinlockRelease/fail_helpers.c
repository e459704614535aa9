// As pass_helpers.c, but the release is of the lock that is not held.
#include <ntddk.h>

typedef struct _EXTENSION {
    KSPIN_LOCK Lock;
    KSPIN_LOCK Other;
    ULONG Count;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH DispatchWrite;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static PKSPIN_LOCK Choose(PEXTENSION Extension, BOOLEAN Write)
{
    return Write ? &Extension->Other : &Extension->Lock;
}

NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    irql = KeAcquireSpinLockRaiseToDpc(Choose(extension, FALSE));
    extension->Count += 1;
    KeReleaseSpinLock(Choose(extension, TRUE), irql); // VIOLATION
    return Complete(Irp, STATUS_SUCCESS); // ALSO SpinLock, SpinLockDpc
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_WRITE] = DispatchWrite;
    return STATUS_SUCCESS;
}
