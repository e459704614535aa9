// A mutex that one thread may take again, with an owner and a count beside it; then another one.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH DispatchCreate;

typedef struct _COUNTED {
    FAST_MUTEX Mutex;
    PVOID Owner;
    ULONG Count;
} COUNTED, *PCOUNTED;

typedef struct _DEVICE_EXTENSION {
    COUNTED First;
    FAST_MUTEX Second;
    ULONG Clients;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static VOID Enter(PCOUNTED Counted)
{
    PVOID thread = KeGetCurrentThread();

    if (Counted->Owner != thread) {
        ExAcquireFastMutex(&Counted->Mutex);
        Counted->Owner = thread;
    }
    Counted->Count += 1;
}

static VOID Leave(PCOUNTED Counted)
{
    Counted->Count -= 1;
    if (Counted->Count == 0) {
        Counted->Owner = NULL;
        ExReleaseFastMutex(&Counted->Mutex);
    }
}

NTSTATUS DispatchCreate(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;

    Enter(&extension->First);
    extension->Clients += 1;
    Leave(&extension->First);
    ExAcquireFastMutex(&extension->Second);
    ExReleaseFastMutex(&extension->Second);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CREATE] = DispatchCreate;
    return STATUS_SUCCESS;
}
