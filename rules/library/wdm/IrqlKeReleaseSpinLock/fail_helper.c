// As pass_helper.c, but the helper takes PASSIVE_LEVEL for granted: wrong when the mutex has raised to APC_LEVEL.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH DispatchControl;

typedef struct _DEVICE_EXTENSION {
    FAST_MUTEX Mutex;
    KSPIN_LOCK Lock;
    ULONG Requests;
    BOOLEAN Exclusive;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static VOID Leave(PDEVICE_EXTENSION Extension)
{
    Extension->Requests++;
    KeReleaseSpinLock(&Extension->Lock, PASSIVE_LEVEL); // VIOLATION
}

NTSTATUS DispatchControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN exclusive = extension->Exclusive;
    KIRQL irql;

    if (exclusive) {
        ExAcquireFastMutex(&extension->Mutex);
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    Leave(extension);
    if (exclusive) {
        ExReleaseFastMutex(&extension->Mutex);
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
