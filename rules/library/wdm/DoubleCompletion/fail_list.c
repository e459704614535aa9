// When nothing is left to complete the IRP of the cleanup is completed, and then again.
// LIFECYCLE
#include <ntddk.h>

typedef struct _EXTENSION {
    LIST_ENTRY Waiting;
    KSPIN_LOCK Lock;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;
_Dispatch_type_(IRP_MJ_CLEANUP) DRIVER_DISPATCH DispatchCleanup;

static VOID Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // VIOLATION
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    IoMarkIrpPending(Irp);
    InsertTailList(&extension->Waiting, &Irp->Tail.Overlay.ListEntry);
    KeReleaseSpinLock(&extension->Lock, irql);
    return STATUS_PENDING;
}

NTSTATUS DispatchCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP waiting;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    while (!IsListEmpty(&extension->Waiting)) {
        waiting = CONTAINING_RECORD(RemoveHeadList(&extension->Waiting), IRP, Tail.Overlay.ListEntry);
        KeReleaseSpinLock(&extension->Lock, irql);
        Finish(waiting, STATUS_CANCELLED);
        KeAcquireSpinLock(&extension->Lock, &irql);
        if (IsListEmpty(&extension->Waiting)) {
            Irp->IoStatus.Status = STATUS_SUCCESS;
            IoCompleteRequest(Irp, IO_NO_INCREMENT);
        }
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    Finish(Irp, STATUS_SUCCESS);
    return STATUS_SUCCESS;
}

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDevice)
{
    PDEVICE_OBJECT device;
    PEXTENSION extension;
    NTSTATUS status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    extension = device->DeviceExtension;
    InitializeListHead(&extension->Waiting);
    KeInitializeSpinLock(&extension->Lock);
    IoAttachDeviceToDeviceStack(device, PhysicalDevice);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverExtension->AddDevice = AddDevice;
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = DispatchCleanup;
    return STATUS_SUCCESS;
}
