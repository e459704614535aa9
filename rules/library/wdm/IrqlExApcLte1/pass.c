// The mutex outside, the spin lock inside.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH DispatchCreate;

typedef struct _DEVICE_EXTENSION {
    FAST_MUTEX Mutex;
    KSPIN_LOCK Lock;
    ULONG Clients;
    ULONG Interrupts;
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
    KIRQL irql;

    ExAcquireFastMutex(&extension->Mutex);
    if (extension->Clients++ == 0) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        extension->Interrupts = 0;
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    ExReleaseFastMutex(&extension->Mutex);
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
