// A cancel routine for an IRP that StartIo works on, or that waits for it, or that the driver put aside: each releases the lock.
#include <ntddk.h>

typedef struct _GATE { PIRP Aside; } GATE, *PGATE;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;
DRIVER_STARTIO StartIo;
DRIVER_CANCEL CancelRead;

VOID CancelRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PGATE gate = DeviceObject->DeviceExtension;
    if (DeviceObject->CurrentIrp == Irp) {
        IoReleaseCancelSpinLock(Irp->CancelIrql);
        return;
    }
    if (gate->Aside == Irp) {
        gate->Aside = NULL;
        IoReleaseCancelSpinLock(Irp->CancelIrql);
    } else {
        KeRemoveEntryDeviceQueue(&DeviceObject->DeviceQueue, &Irp->Tail.Overlay.DeviceQueueEntry);
        IoReleaseCancelSpinLock(Irp->CancelIrql);
    }
    Irp->IoStatus.Status = STATUS_CANCELLED;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

VOID StartIo(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PGATE gate = DeviceObject->DeviceExtension;
    KIRQL irql;
    IoAcquireCancelSpinLock(&irql);
    gate->Aside = Irp;
    IoReleaseCancelSpinLock(irql);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    IoMarkIrpPending(Irp);
    IoStartPacket(DeviceObject, Irp, NULL, CancelRead);
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
    DriverObject->DriverStartIo = StartIo;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
