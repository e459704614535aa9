// As pass.c, but on one path the name is freed with the lock held.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH DispatchControl;

typedef struct _DEVICE_EXTENSION {
    KSPIN_LOCK Lock;
    ULONG Names;
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
    PVOID name = ExAllocatePoolWithTagPriority(PagedPool, 64, 'emaN', LowPoolPriority);
    KIRQL irql;

    if (name == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (extension->Names == 16) {
        ExFreePoolWithTag(name, 'emaN'); // VIOLATION
        KeReleaseSpinLock(&extension->Lock, irql);
        return Finish(Irp, STATUS_DEVICE_BUSY);
    }
    extension->Names++;
    KeReleaseSpinLock(&extension->Lock, irql);
    ExFreePoolWithTag(name, 'emaN');
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
