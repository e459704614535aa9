// A system power IRP waits in the device extension until the device power IRP is done.
#include <ntddk.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Lower;
    PDEVICE_OBJECT Pdo;
    PIRP Kept;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH DispatchPower;
IO_COMPLETION_ROUTINE SystemPowerDone;
REQUEST_POWER_COMPLETE DevicePowerDone;

VOID DevicePowerDone(PDEVICE_OBJECT DeviceObject, UCHAR MinorFunction, POWER_STATE PowerState, PVOID Context,
                     PIO_STATUS_BLOCK IoStatus)
{
    PEXTENSION extension = Context;
    PIRP systemIrp = extension->Kept;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(MinorFunction);
    UNREFERENCED_PARAMETER(PowerState);
    extension->Kept = NULL;
    systemIrp->IoStatus.Status = IoStatus->Status;
    IoCompleteRequest(systemIrp, IO_NO_INCREMENT);
}

NTSTATUS SystemPowerDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PEXTENSION extension = Context;
    POWER_STATE state;

    UNREFERENCED_PARAMETER(DeviceObject);
    state.DeviceState = PowerDeviceD3;
    extension->Kept = Irp;
    if (!NT_SUCCESS(PoRequestPowerIrp(extension->Pdo, IRP_MN_SET_POWER, state, DevicePowerDone, extension, NULL))) {
        extension->Kept = NULL;
        return STATUS_CONTINUE_COMPLETION;
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS DispatchPower(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);

    if (stack->MinorFunction != IRP_MN_SET_POWER || stack->Parameters.Power.Type != SystemPowerState) {
        IoSkipCurrentIrpStackLocation(Irp);
        return PoCallDriver(extension->Lower, Irp);
    }
    IoMarkIrpPending(Irp);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, SystemPowerDone, extension, TRUE, TRUE, TRUE);
    PoCallDriver(extension->Lower, Irp);
    return STATUS_PENDING;
}

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDevice)
{
    PDEVICE_OBJECT device;
    PEXTENSION extension;
    NTSTATUS status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    extension = device->DeviceExtension;
    extension->Pdo = PhysicalDevice;
    extension->Lower = IoAttachDeviceToDeviceStack(device, PhysicalDevice);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverExtension->AddDevice = AddDevice;
    DriverObject->MajorFunction[IRP_MJ_POWER] = DispatchPower;
    return STATUS_SUCCESS;
}
