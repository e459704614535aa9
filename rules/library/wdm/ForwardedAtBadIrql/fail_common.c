// As pass_common.c, but one routine for both: creation is passed on at DISPATCH_LEVEL as well.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_READ) _Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH DispatchOrdered;

typedef struct _DEVICE_EXTENSION {
    PDEVICE_OBJECT LowerDevice;
    ULONG Sequence;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS PassOn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    return IoCallDriver(extension->LowerDevice, Irp); // VIOLATION
}

NTSTATUS DispatchOrdered(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    KIRQL irql;

    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    extension->Sequence++;
    status = PassOn(DeviceObject, Irp);
    KeLowerIrql(irql);
    return status;
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchOrdered;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = DispatchOrdered;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
