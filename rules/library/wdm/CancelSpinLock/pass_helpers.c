// Acquire and release in functions of their own, each lock in the right order; a dispatch routine that another routine
// of the driver calls while it holds a lock of its own.
#include <ntddk.h>

typedef struct _EXTENSION {
    KSPIN_LOCK Lock;
    LIST_ENTRY Queue;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH DispatchWrite;
_Dispatch_type_(IRP_MJ_CLEANUP) DRIVER_DISPATCH DispatchCleanup;
IO_DPC_ROUTINE DpcForIsr;

static VOID Lock(PKIRQL Irql)
{
    IoAcquireCancelSpinLock(Irql);
}

static VOID Unlock(KIRQL Irql)
{
    IoReleaseCancelSpinLock(Irql);
}

NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Information = 0;
    return STATUS_SUCCESS;
}

NTSTATUS DispatchCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL cancelIrql;

    UNREFERENCED_PARAMETER(Irp);
    Lock(&cancelIrql);
    KeAcquireSpinLockAtDpcLevel(&extension->Lock);
    if (IsListEmpty(&extension->Queue)) {
        KeReleaseSpinLockFromDpcLevel(&extension->Lock);
        Unlock(cancelIrql);
        return STATUS_SUCCESS;
    }
    RemoveHeadList(&extension->Queue);
    KeReleaseSpinLockFromDpcLevel(&extension->Lock);
    Unlock(cancelIrql);
    return STATUS_SUCCESS;
}

// DispatchWrite ends while the lock is held that its caller holds: no violation.
VOID DpcForIsr(PKDPC Dpc, PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Context);
    KeAcquireSpinLockAtDpcLevel(&extension->Lock);
    DispatchWrite(DeviceObject, Irp);
    KeReleaseSpinLockFromDpcLevel(&extension->Lock);
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_WRITE] = DispatchWrite;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = DispatchCleanup;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
