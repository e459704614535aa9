// As pass.c, but the device is asked inside, when the number is not known yet.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH DispatchControl;

typedef struct _DEVICE_EXTENSION {
    PDEVICE_OBJECT PhysicalDevice;
    KSPIN_LOCK Lock;
    ULONG BusNumber;
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
    NTSTATUS status = STATUS_SUCCESS;
    ULONG length;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    if (extension->BusNumber == 0) {
        status = IoGetDeviceProperty(extension->PhysicalDevice, DevicePropertyBusNumber, // VIOLATION
                                     sizeof(extension->BusNumber), &extension->BusNumber, &length);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, status);
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
