// Two locks inside each other, one of them only tried; the IRP is completed when both are back, by a helper that one
// caller calls early.
#include <ntddk.h>

typedef struct _EXTENSION {
    KSPIN_LOCK Outer;
    KSPIN_LOCK Inner;
    ULONG Count;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH DispatchWrite;
DRIVER_CANCEL CancelWrite;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

VOID CancelWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    Complete(Irp, STATUS_CANCELLED);
}

NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    irql = KeAcquireSpinLockRaiseToDpc(&extension->Outer);
    if (!KeTryToAcquireSpinLockAtDpcLevel(&extension->Inner)) {
        KeReleaseSpinLock(&extension->Outer, irql);
        return Complete(Irp, STATUS_DEVICE_BUSY);
    }
    extension->Count += 1;
    KeReleaseSpinLockFromDpcLevel(&extension->Inner);
    KeReleaseSpinLock(&extension->Outer, irql);
    IoMarkIrpPending(Irp);
    IoSetCancelRoutine(Irp, CancelWrite);
    return STATUS_PENDING;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_WRITE] = DispatchWrite;
    return STATUS_SUCCESS;
}
