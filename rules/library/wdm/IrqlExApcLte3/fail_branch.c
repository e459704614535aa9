// As pass_branch.c, but one branch still holds the spin lock when it becomes a reader.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_SET_INFORMATION) DRIVER_DISPATCH DispatchSet;

typedef struct _DEVICE_EXTENSION {
    ERESOURCE Table;
    KSPIN_LOCK Lock;
    ULONG Generation;
    BOOLEAN Frozen;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS DispatchSet(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_SUCCESS;
    KIRQL irql;

    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&extension->Table, TRUE);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (extension->Frozen) {
        status = STATUS_ACCESS_DENIED;
    } else {
        extension->Generation++;
        ExConvertExclusiveToSharedLite(&extension->Table); // VIOLATION
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    ExReleaseResourceLite(&extension->Table);
    KeLeaveCriticalRegion();
    return Finish(Irp, status);
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_SET_INFORMATION] = DispatchSet;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
