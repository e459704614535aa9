// A helper cleans up for both in the same way.
#include <ntddk.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Lower;
    ULONG Gone;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH DispatchPnp;

static VOID Clean(PDEVICE_OBJECT DeviceObject, UCHAR Minor)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    extension->Gone = 1;
    if (Minor == IRP_MN_STOP_DEVICE) {
        return;
    }
    IoDetachDevice(extension->Lower); // VIOLATION
    IoDeleteDevice(DeviceObject);
}

NTSTATUS DispatchPnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    UCHAR minor = stack->MinorFunction;
    NTSTATUS status;

    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(extension->Lower, Irp);
    switch (minor) {
    case IRP_MN_SURPRISE_REMOVAL:
        Clean(DeviceObject, minor);
        break;
    case IRP_MN_REMOVE_DEVICE:
        Clean(DeviceObject, minor);
        break;
    default:
        break;
    }
    return status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_PNP] = DispatchPnp;
    return STATUS_SUCCESS;
}
