// As pass_kind.c, but the request may also be a flush.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH DispatchControl;

typedef struct _DEVICE_EXTENSION {
    PDEVICE_OBJECT LowerDevice;
    KSPIN_LOCK Lock;
    KEVENT Event;
    IO_STATUS_BLOCK Block;
    ULONG Sent;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS SendLocked(PDEVICE_EXTENSION Extension, PIRP Request)
{
    NTSTATUS status;
    KIRQL irql;

    KeAcquireSpinLock(&Extension->Lock, &irql);
    Extension->Sent++;
    status = IoCallDriver(Extension->LowerDevice, Request); // VIOLATION
    KeReleaseSpinLock(&Extension->Lock, irql);
    return status;
}

NTSTATUS DispatchControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    ULONG major = extension->Sent > 100 ? IRP_MJ_FLUSH_BUFFERS : IRP_MJ_READ;
    NTSTATUS status;
    PIRP irp;

    KeInitializeEvent(&extension->Event, NotificationEvent, FALSE);
    irp = IoBuildSynchronousFsdRequest(major, extension->LowerDevice, NULL, 0, NULL, &extension->Event,
                                       &extension->Block);
    if (irp == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    status = SendLocked(extension, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&extension->Event, Executive, KernelMode, FALSE, NULL);
    }
    return Finish(Irp, STATUS_SUCCESS);
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
