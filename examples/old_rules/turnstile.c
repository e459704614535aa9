// SPDX-License-Identifier: Apache-2.0
// A turnstile: a read waits until somebody pays, by a write. One reader at a time. What it does wrong is in README.md.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD TurnstileUnload;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH TurnstileRead;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH TurnstileWrite;
DRIVER_CANCEL TurnstileCancelRead;

static PIRP Waiting;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

VOID TurnstileCancelRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Waiting = NULL;
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    Complete(Irp, STATUS_CANCELLED);
}

NTSTATUS TurnstileRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KIRQL irql;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->Cancel) {
        return Complete(Irp, STATUS_CANCELLED);
    }
    IoAcquireCancelSpinLock(&irql);
    if (Waiting != NULL) {
        IoReleaseCancelSpinLock(irql);
        return STATUS_DEVICE_BUSY;
    }
    IoMarkIrpPending(Irp);
    IoSetCancelRoutine(Irp, TurnstileCancelRead);
    Waiting = Irp;
    IoReleaseCancelSpinLock(irql);
    return STATUS_PENDING;
}

NTSTATUS TurnstileWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KIRQL irql;
    PIRP reader;

    UNREFERENCED_PARAMETER(DeviceObject);
    IoAcquireCancelSpinLock(&irql);
    reader = Waiting;
    Waiting = NULL;
    if (reader != NULL) {
        IoSetCancelRoutine(reader, NULL);
    }
    IoReleaseCancelSpinLock(irql);
    if (reader != NULL) {
        Complete(reader, STATUS_SUCCESS);
    }
    return Complete(Irp, STATUS_SUCCESS);
}

VOID TurnstileUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = TurnstileRead;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = TurnstileWrite;
    DriverObject->DriverUnload = TurnstileUnload;
    return STATUS_SUCCESS;
}
