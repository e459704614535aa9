// The PnP IRP is moved to the list, too, and completed there.
#include <ntddk.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Lower;
    LIST_ENTRY Waiting;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH DispatchPnp;

static VOID CompleteAll(PEXTENSION Extension)
{
    PLIST_ENTRY entry, next;
    LIST_ENTRY taken;
    KIRQL irql;

    InitializeListHead(&taken);
    IoAcquireCancelSpinLock(&irql);
    for (entry = Extension->Waiting.Flink; entry != &Extension->Waiting; entry = next) {
        next = entry->Flink;
        RemoveEntryList(entry);
        IoSetCancelRoutine(CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry), NULL);
        InsertTailList(&taken, entry);
    }
    IoReleaseCancelSpinLock(irql);
    while (!IsListEmpty(&taken)) {
        PIRP irp = CONTAINING_RECORD(RemoveHeadList(&taken), IRP, Tail.Overlay.ListEntry);

        irp->IoStatus.Status = STATUS_SUCCESS;
        IoCompleteRequest(irp, IO_NO_INCREMENT); // VIOLATION
    }
}

NTSTATUS DispatchPnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    if (IoGetCurrentIrpStackLocation(Irp)->MinorFunction == IRP_MN_REMOVE_DEVICE)
    {
        InsertTailList(&extension->Waiting, &Irp->Tail.Overlay.ListEntry);
        CompleteAll(extension);
        return STATUS_SUCCESS; // ALSO IrpProcessingComplete
    }
    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(extension->Lower, Irp);
}

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PEXTENSION extension;
    NTSTATUS status;

    status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_SERIAL_PORT, 0, TRUE, &device);
    if (!NT_SUCCESS(status))
        return status;
    extension = device->DeviceExtension;
    InitializeListHead(&extension->Waiting);
    extension->Lower = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverExtension->AddDevice = AddDevice;
    DriverObject->MajorFunction[IRP_MJ_PNP] = DispatchPnp;
    return STATUS_SUCCESS;
}
