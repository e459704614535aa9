// As pass.c, but the entry is given back under the lock when there are too many clients.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH DispatchCreate;

typedef struct _DEVICE_EXTENSION {
    KSPIN_LOCK Lock;
    PAGED_LOOKASIDE_LIST Entries;
    ULONG Clients;
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
    PVOID entry;
    KIRQL irql;

    entry = ExAllocateFromPagedLookasideList(&extension->Entries);
    if (entry == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (extension->Clients == 8) {
        ExFreeToPagedLookasideList(&extension->Entries, entry); // VIOLATION
        KeReleaseSpinLock(&extension->Lock, irql);
        return Finish(Irp, STATUS_DEVICE_BUSY);
    }
    extension->Clients++;
    KeReleaseSpinLock(&extension->Lock, irql);
    IoGetCurrentIrpStackLocation(Irp)->FileObject->FsContext = entry;
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
