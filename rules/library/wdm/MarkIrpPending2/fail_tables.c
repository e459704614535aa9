// As pass_tables.c, but the routine that keeps the IRP marks it only while the device is there.
#include <ntddk.h>

struct _DEVICE;
typedef NTSTATUS CONTROL(struct _DEVICE *Device, PIRP Irp);

typedef struct _OPERATIONS {
    CONTROL *Control;
} OPERATIONS;

typedef struct _DEVICE {
    const OPERATIONS *Operations;
    BOOLEAN Removed;
} DEVICE, *PDEVICE;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH DispatchControl;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS ControlBus(PDEVICE Device, PIRP Irp)
{
    return Finish(Irp, Device->Removed ? STATUS_NO_SUCH_DEVICE : STATUS_SUCCESS);
}

static NTSTATUS ControlChild(PDEVICE Device, PIRP Irp)
{
    if (!Device->Removed) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_PENDING;
}

static const OPERATIONS Bus = {ControlBus};
static const OPERATIONS Child = {ControlChild};

NTSTATUS DispatchControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE device = DeviceObject->DeviceExtension;

    return device->Operations->Control(device, Irp); // VIOLATION
}

static NTSTATUS Create(PDRIVER_OBJECT DriverObject, const OPERATIONS *Operations)
{
    PDEVICE_OBJECT object;
    NTSTATUS status = IoCreateDevice(DriverObject, sizeof(DEVICE), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &object);

    if (NT_SUCCESS(status)) {
        ((PDEVICE)object->DeviceExtension)->Operations = Operations;
        object->Flags &= ~DO_DEVICE_INITIALIZING;
    }
    return status;
}

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    UNREFERENCED_PARAMETER(PhysicalDeviceObject);
    return Create(DriverObject, &Bus);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverExtension->AddDevice = AddDevice;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = DispatchControl;
    return Create(DriverObject, &Child);
}
