// As pass_helper.c, but the limit is read when it is needed, with the cancel spin lock held.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;
DRIVER_CANCEL CancelRead;

typedef struct _DEVICE_EXTENSION {
    HANDLE Key;
    ULONG Limit;
    ULONG Queued;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static VOID ReadLimit(PDEVICE_EXTENSION Extension)
{
    KEY_VALUE_PARTIAL_INFORMATION value;
    UNICODE_STRING name;
    NTSTATUS status;
    ULONG length;

    RtlInitUnicodeString(&name, L"Limit");
    status = ZwQueryValueKey(Extension->Key, &name, KeyValuePartialInformation, // ALSO CancelSpinLockHeldShort // VIOLATION
                             &value, sizeof(value), &length);
    if (NT_SUCCESS(status)) {
        Extension->Limit = value.Data[0];
    }
}

VOID CancelRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    Finish(Irp, STATUS_CANCELLED);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    IoAcquireCancelSpinLock(&irql);
    if (extension->Queued == extension->Limit) {
        ReadLimit(extension);
    }
    extension->Queued++;
    IoMarkIrpPending(Irp);
    IoSetCancelRoutine(Irp, CancelRead);
    IoReleaseCancelSpinLock(irql);
    return STATUS_PENDING;
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
