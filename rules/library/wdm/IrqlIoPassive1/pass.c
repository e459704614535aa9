// The start of the device: the interface is switched on outside of the mutex.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH DispatchControl;

typedef struct _DEVICE_EXTENSION {
    FAST_MUTEX Mutex;
    UNICODE_STRING InterfaceName;
    BOOLEAN Enabled;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS DispatchControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN enable;

    ExAcquireFastMutex(&extension->Mutex);
    enable = !extension->Enabled;
    extension->Enabled = TRUE;
    ExReleaseFastMutex(&extension->Mutex);
    if (!enable) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    return Finish(Irp, IoSetDeviceInterfaceState(&extension->InterfaceName, TRUE));
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = DispatchControl;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
