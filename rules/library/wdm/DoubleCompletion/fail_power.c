// A system power IRP is completed when the device power IRP has been asked for, and again by the routine of that request.
// LIFECYCLE
#include <ntddk.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Lower;
    PDEVICE_OBJECT Pdo;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH DispatchPower;
IO_COMPLETION_ROUTINE SystemPowerDone;
REQUEST_POWER_COMPLETE DevicePowerDone;

VOID DevicePowerDone(PDEVICE_OBJECT DeviceObject, UCHAR MinorFunction, POWER_STATE PowerState, PVOID Context,
                     PIO_STATUS_BLOCK IoStatus)
{
    PIRP systemIrp = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(MinorFunction);
    UNREFERENCED_PARAMETER(PowerState);
    systemIrp->IoStatus.Status = IoStatus->Status;
    IoCompleteRequest(systemIrp, IO_NO_INCREMENT); // VIOLATION
}

NTSTATUS SystemPowerDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PEXTENSION extension = Context;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    POWER_STATE state;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    state.DeviceState = PowerDeviceD3;
    status = PoRequestPowerIrp(extension->Pdo, stack->MinorFunction, state, DevicePowerDone, Irp, NULL);
    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS DispatchPower(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    if (IoGetCurrentIrpStackLocation(Irp)->MinorFunction == IRP_MN_SET_POWER) {
        IoMarkIrpPending(Irp);
        IoCopyCurrentIrpStackLocationToNext(Irp);
        IoSetCompletionRoutine(Irp, SystemPowerDone, extension, TRUE, TRUE, TRUE);
        PoCallDriver(extension->Lower, Irp);
        return STATUS_PENDING;
    }
    IoSkipCurrentIrpStackLocation(Irp);
    return PoCallDriver(extension->Lower, Irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_POWER] = DispatchPower;
    return STATUS_SUCCESS;
}
