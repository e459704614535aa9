// SPDX-License-Identifier: Apache-2.0
// A driver of a pressure gauge in which most callbacks break a rule, each in a way that real drivers do.
#include <ntddk.h>

typedef struct _GAUGE {
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT Lower;
    KSPIN_LOCK Lock;
    KEVENT Idle;
    ULONG Pressure;
    ULONG Readers;
} GAUGE, *PGAUGE;

#define GAUGE_MOST_READERS 4

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE GaugeAddDevice;
DRIVER_DISPATCH GaugeRead;
DRIVER_DISPATCH GaugeWrite;
DRIVER_DISPATCH GaugePower;
DRIVER_DISPATCH GaugePnp;
DRIVER_DISPATCH GaugeSystemControl;
DRIVER_UNLOAD GaugeUnload;
IO_COMPLETION_ROUTINE GaugePowered;
IO_DPC_ROUTINE GaugeDpc;

static NTSTATUS GaugeFinish(PIRP Irp, NTSTATUS Status, ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static BOOLEAN GaugeEnter(PGAUGE Gauge, PKIRQL Irql)
{
    KeAcquireSpinLock(&Gauge->Lock, Irql);
    if (Gauge->Readers == GAUGE_MOST_READERS) {
        return FALSE; // the lock stays with the caller
    }
    Gauge->Readers++;
    return TRUE;
}

NTSTATUS GaugeRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PGAUGE gauge = DeviceObject->DeviceExtension;
    PULONG out = Irp->AssociatedIrp.SystemBuffer;
    KIRQL irql;

    if (!GaugeEnter(gauge, &irql)) {
        return GaugeFinish(Irp, STATUS_DEVICE_BUSY, 0);
    }
    *out = gauge->Pressure;
    gauge->Readers--;
    KeReleaseSpinLock(&gauge->Lock, irql);
    return GaugeFinish(Irp, STATUS_SUCCESS, sizeof(ULONG));
}

NTSTATUS GaugeWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PGAUGE gauge = DeviceObject->DeviceExtension;
    KIRQL irql;
    ULONG i;

    KeAcquireSpinLock(&gauge->Lock, &irql);
    for (i = 0; i < 8; i++) {
        gauge->Pressure += i;
    }
    if (stack->Parameters.Write.Length == sizeof(ULONG)) {
        KeReleaseSpinLock(&gauge->Lock, irql);
    }
    return GaugeFinish(Irp, STATUS_SUCCESS, 0);
}

NTSTATUS GaugeSystemControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KIRQL irql;

    UNREFERENCED_PARAMETER(DeviceObject);
    IoAcquireCancelSpinLock(&irql);
    IoSetCancelRoutine(Irp, NULL);
    return STATUS_SUCCESS;
}

NTSTATUS GaugePowered(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PGAUGE gauge = Context;
    KIRQL irql;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    KeSetEvent(&gauge->Idle, IO_NO_INCREMENT, TRUE);
    KeLowerIrql(irql);
    return STATUS_SUCCESS;
}

NTSTATUS GaugePower(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PGAUGE gauge = DeviceObject->DeviceExtension;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, GaugePowered, gauge, TRUE, TRUE, TRUE);
    return IoCallDriver(gauge->Lower, Irp);
}

NTSTATUS GaugePnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PGAUGE gauge = DeviceObject->DeviceExtension;
    NTSTATUS status;

    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(gauge->Lower, Irp);
    if (status == STATUS_NOT_SUPPORTED) {
        status = STATUS_SUCCESS; // so that the device starts
    }
    return status;
}

VOID GaugeDpc(PKDPC Dpc, PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    IoGetInitialStack();
}

NTSTATUS GaugeAddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PGAUGE gauge;
    NTSTATUS status;

    status = IoCreateDevice(DriverObject, sizeof(GAUGE), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    gauge = device->DeviceExtension;
    gauge->Self = device;
    KeInitializeSpinLock(&gauge->Lock);
    KeInitializeEvent(&gauge->Idle, NotificationEvent, FALSE);
    IoInitializeDpcRequest(device, GaugeDpc);
    gauge->Lower = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    if (gauge->Lower == NULL) {
        IoDeleteDevice(device);
        return STATUS_NO_SUCH_DEVICE;
    }
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

VOID GaugeUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = GaugeRead;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = GaugeWrite;
    DriverObject->MajorFunction[IRP_MJ_POWER] = GaugePower;
    DriverObject->MajorFunction[IRP_MJ_PNP] = GaugePnp;
    DriverObject->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = GaugeSystemControl;
    DriverObject->DriverExtension->AddDevice = GaugeAddDevice;
    DriverObject->DriverUnload = GaugeUnload;
    return STATUS_SUCCESS;
}
