// The loop goes on without releasing the lock when a unit is full.
#include <ntddk.h>

typedef struct _EXTENSION {
    KSPIN_LOCK Lock;
    ULONG Count;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // ALSO SpinLockSafe
    return Status;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = PASSIVE_LEVEL;
    ULONG i;

    for (i = 0; i < 4; ++i) {
        irql = KeAcquireSpinLockRaiseToDpc(&extension->Lock); // ALSO SpinLock // VIOLATION
        if (i < 3 && extension->Count == MAXULONG) {
            continue;
        }
        extension->Count += 1;
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Complete(Irp, STATUS_SUCCESS); // ALSO CancelSpinLock, IrqlReturn
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
