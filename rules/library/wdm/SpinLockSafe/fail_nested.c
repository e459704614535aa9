// As pass_nested.c, but where the second lock was not to be had, the first one is still held.
#include <ntddk.h>

typedef struct _EXTENSION {
    KSPIN_LOCK Outer;
    KSPIN_LOCK Inner;
    ULONG Count;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH DispatchWrite;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // VIOLATION
    return Status;
}

NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    KIRQL irql;

    irql = KeAcquireSpinLockRaiseToDpc(&extension->Outer);
    if (!KeTryToAcquireSpinLockAtDpcLevel(&extension->Inner)) {
        status = Complete(Irp, STATUS_DEVICE_BUSY);
        KeReleaseSpinLock(&extension->Outer, irql);
        return status;
    }
    extension->Count += 1;
    KeReleaseSpinLockFromDpcLevel(&extension->Inner);
    KeReleaseSpinLock(&extension->Outer, irql);
    return Complete(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_WRITE] = DispatchWrite;
    return STATUS_SUCCESS;
}
