// Two lists of buffers; the paged one is made and deleted at PASSIVE_LEVEL.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH DispatchCreate;
_Dispatch_type_(IRP_MJ_CLOSE) DRIVER_DISPATCH DispatchClose;

typedef struct _DEVICE_EXTENSION {
    KSPIN_LOCK Lock;
    PAGED_LOOKASIDE_LIST Names;
    BOOLEAN Ready;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static VOID Discard(PDEVICE_EXTENSION Extension)
{
    ExDeletePagedLookasideList(&Extension->Names);
}

NTSTATUS DispatchCreate(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;

    ExInitializePagedLookasideList(&extension->Names, NULL, NULL, 0, 64, 'emaN', 0);
    extension->Ready = TRUE;
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS DispatchClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN ready;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    ready = extension->Ready;
    extension->Ready = FALSE;
    KeReleaseSpinLock(&extension->Lock, irql);
    if (ready) {
        Discard(extension);
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
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = DispatchClose;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
