// As pass_key.c, but the counter and the key are dealt with at DISPATCH_LEVEL.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH DispatchCreate;

typedef struct _DEVICE_EXTENSION {
    PDEVICE_OBJECT PhysicalDevice;
    HANDLE Key;
    ULONG Uses;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS OpenKey(PDEVICE_EXTENSION Extension)
{
    return IoOpenDeviceRegistryKey(Extension->PhysicalDevice, PLUGPLAY_REGKEY_DEVICE, KEY_READ, &Extension->Key); // VIOLATION
}

NTSTATUS DispatchCreate(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_SUCCESS;
    KIRQL irql;

    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    if (extension->Uses == 0) {
        status = OpenKey(extension);
    }
    if (NT_SUCCESS(status)) {
        extension->Uses++;
    }
    KeLowerIrql(irql);
    return Finish(Irp, status);
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CREATE] = DispatchCreate;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
