// As pass_timer.c without the work item: the timer purges when it gets the mutex at once.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_CLEANUP) DRIVER_DISPATCH DispatchCleanup;
IO_TIMER_ROUTINE Tick;

typedef struct _DEVICE_EXTENSION {
    FAST_MUTEX Mutex;
    LIST_ENTRY Cache;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static VOID Purge(PDEVICE_EXTENSION Extension, BOOLEAN Wait)
{
    if (Wait) {
        ExAcquireFastMutex(&Extension->Mutex);
    } else if (!ExTryToAcquireFastMutex(&Extension->Mutex)) { // VIOLATION
        return;
    }
    InitializeListHead(&Extension->Cache);
    ExReleaseFastMutex(&Extension->Mutex);
}

VOID Tick(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Purge(Context, FALSE);
}

NTSTATUS DispatchCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    Purge(DeviceObject->DeviceExtension, TRUE);
    return Finish(Irp, STATUS_SUCCESS);
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = DispatchCleanup;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
