// A description of paged pool is made before the lock is acquired, and linked under it.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH DispatchCreate;

typedef struct _DEVICE_EXTENSION {
    KSPIN_LOCK Lock;
    PVOID Description;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS DispatchCreate(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    PVOID description = ExAllocatePoolWithTag(PagedPool, 256, 'cseD');
    PVOID old;
    KIRQL irql;

    if (description == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    old = extension->Description;
    extension->Description = description;
    KeReleaseSpinLock(&extension->Lock, irql);
    if (old != NULL) {
        ExFreePoolWithTag(old, 'cseD');
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
    DriverObject->MajorFunction[IRP_MJ_CREATE] = DispatchCreate;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
