// A reader/writer spin lock: read twice by one who reads already, written by another.
#include <ntddk.h>

typedef struct _EXTENSION {
    EX_SPIN_LOCK Lock;
    ULONG Users;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH DispatchWrite;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static ULONG Users(PEXTENSION Extension)
{
    ULONG users;

    ExAcquireSpinLockSharedAtDpcLevel(&Extension->Lock);
    users = Extension->Users;
    ExReleaseSpinLockSharedFromDpcLevel(&Extension->Lock);
    return users;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = ExAcquireSpinLockShared(&extension->Lock);

    if (Users(extension) == 0) {
        ExReleaseSpinLockShared(&extension->Lock, irql);
        return Complete(Irp, STATUS_NO_SUCH_DEVICE);
    }
    ExReleaseSpinLockShared(&extension->Lock, irql);
    return Complete(Irp, STATUS_SUCCESS);
}

NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    if (!ExTryAcquireSpinLockExclusiveAtDpcLevel(&extension->Lock)) {
        KeLowerIrql(irql);
        return Complete(Irp, STATUS_DEVICE_BUSY);
    }
    extension->Users += 1;
    ExReleaseSpinLockExclusiveFromDpcLevel(&extension->Lock);
    KeLowerIrql(irql);
    return Complete(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = DispatchWrite;
    return STATUS_SUCCESS;
}
