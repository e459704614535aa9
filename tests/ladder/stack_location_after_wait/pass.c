// The usual routine that starts a device: the IRP goes down first, and what the current stack location leads to is looked at when it
// has come back.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH DispatchPnp;
IO_COMPLETION_ROUTINE CameBack;

NTSTATUS CameBack(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned) {
        KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Start(PEXTENSION Extension, PCM_RESOURCE_LIST Resources)
{
    PCM_PARTIAL_RESOURCE_LIST list;
    NTSTATUS status = STATUS_SUCCESS;
    KIRQL irql;

    if (Resources == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    list = &Resources->List[0].PartialResourceList;
    KeAcquireSpinLock(&Extension->Lock, &irql);
    if (list->Count < 2) {
        KeReleaseSpinLock(&Extension->Lock, irql);
        return STATUS_DEVICE_CONFIGURATION_ERROR;
    }
    Extension->Mask = list->PartialDescriptors[1].u.Interrupt.Vector;
    KeReleaseSpinLock(&Extension->Lock, irql);
    return status;
}

NTSTATUS DispatchPnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;
    KEVENT event;

    if (stack->MinorFunction != IRP_MN_START_DEVICE) {
        IoSkipCurrentIrpStackLocation(Irp);
        return IoCallDriver(extension->Self, Irp);
    }
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, CameBack, &event, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Self, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status)) {
        status = Start(extension, stack->Parameters.StartDevice.AllocatedResourcesTranslated);
    }
    return Done(Irp, status);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_PNP] = DispatchPnp;
    return STATUS_SUCCESS;
}
