// The device is started, then it registers: when IoForwardIrpSynchronously has returned.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH DispatchPnp;

typedef struct _DEVICE_EXTENSION {
    PDEVICE_OBJECT LowerDevice;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS RegisterWmi(PDEVICE_OBJECT DeviceObject)
{
    return IoWMIRegistrationControl(DeviceObject, WMIREG_ACTION_REGISTER);
}

NTSTATUS DispatchPnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;

    if (IoGetCurrentIrpStackLocation(Irp)->MinorFunction != IRP_MN_START_DEVICE) {
        IoSkipCurrentIrpStackLocation(Irp);
        return IoCallDriver(extension->LowerDevice, Irp);
    }
    if (!IoForwardIrpSynchronously(extension->LowerDevice, Irp)) {
        return Finish(Irp, STATUS_UNSUCCESSFUL);
    }
    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        return Finish(Irp, Irp->IoStatus.Status);
    }
    return Finish(Irp, RegisterWmi(DeviceObject));
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_PNP] = DispatchPnp;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
