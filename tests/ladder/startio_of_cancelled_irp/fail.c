// Before StartIo runs its IRP may have been cancelled, and the next one have become current. Here with one mistake.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

DRIVER_STARTIO StartIo;
DRIVER_CANCEL CancelRead;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverStartIo = StartIo;
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    IoMarkIrpPending(Irp);
    IoStartPacket(DeviceObject, Irp, NULL, CancelRead);
    return STATUS_PENDING;
}

VOID CancelRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    if (Irp == DeviceObject->CurrentIrp) {
        IoReleaseCancelSpinLock(Irp->CancelIrql);
        IoStartNextPacket(DeviceObject, TRUE);
    } else {
        KeRemoveEntryDeviceQueue(&DeviceObject->DeviceQueue, &Irp->Tail.Overlay.DeviceQueueEntry);
        IoReleaseCancelSpinLock(Irp->CancelIrql);
    }
    Done(Irp, STATUS_CANCELLED);
}

VOID StartIo(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL cancelIrql;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    IoAcquireCancelSpinLock(&cancelIrql);
    if (Irp != DeviceObject->CurrentIrp) {
        IoReleaseCancelSpinLock(cancelIrql);
        KeReleaseSpinLock(&extension->Lock, irql);
        KeReleaseSpinLock(&extension->Lock, irql); // VIOLATION
        return;
    }
    IoSetCancelRoutine(Irp, NULL);
    IoReleaseCancelSpinLock(cancelIrql);
    KeReleaseSpinLock(&extension->Lock, irql);
    Done(Irp, STATUS_SUCCESS);
    IoStartNextPacket(DeviceObject, TRUE);
}
