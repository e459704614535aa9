// As pass.c, but the lock is released too early.
#include <ntddk.h>

typedef struct _EXTENSION {
    ULONG Count;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH DispatchWrite;
DRIVER_STARTIO StartIo;
DRIVER_CANCEL CancelWrite;

VOID CancelWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    if (Irp != DeviceObject->CurrentIrp) {
        KeRemoveEntryDeviceQueue(&DeviceObject->DeviceQueue, &Irp->Tail.Overlay.DeviceQueueEntry);
    }
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    Irp->IoStatus.Status = STATUS_CANCELLED;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

VOID StartIo(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    IoAcquireCancelSpinLock(&irql);
    if (Irp->Cancel || DeviceObject->CurrentIrp != Irp) {
        IoReleaseCancelSpinLock(irql);
        IoStartNextPacket(DeviceObject, TRUE);
        return;
    }
    IoReleaseCancelSpinLock(irql);
    IoSetCancelRoutine(Irp, NULL); // VIOLATION
    extension->Count += 1;
}

NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    IoMarkIrpPending(Irp);
    IoStartPacket(DeviceObject, Irp, NULL, CancelWrite);
    return STATUS_PENDING;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_WRITE] = DispatchWrite;
    DriverObject->DriverStartIo = StartIo;
    return STATUS_SUCCESS;
}
