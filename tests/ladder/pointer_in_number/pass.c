// What the lower drivers give in IoStatus.Information is a number, and leads to a record.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH DispatchPnp;

static NTSTATUS Relations(PEXTENSION Extension, PIRP Irp)
{
    PDEVICE_RELATIONS relations;
    ULONG i;
    KIRQL irql;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    if (!IoForwardIrpSynchronously(Extension->Self, Irp)) {
        return Done(Irp, STATUS_UNSUCCESSFUL);
    }
    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        return Done(Irp, Irp->IoStatus.Status);
    }
    relations = (PDEVICE_RELATIONS)Irp->IoStatus.Information;
    KeAcquireSpinLock(&Extension->Lock, &irql);
    if (relations == NULL || relations->Count == 0) {
        KeReleaseSpinLock(&Extension->Lock, irql);
        return Done(Irp, STATUS_SUCCESS);
    }
    for (i = 0; i < relations->Count; i++) {
        ObReferenceObject(relations->Objects[i]);
    }
    KeReleaseSpinLock(&Extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}

NTSTATUS DispatchPnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    if (IoGetCurrentIrpStackLocation(Irp)->MinorFunction == IRP_MN_QUERY_DEVICE_RELATIONS) {
        return Relations(extension, Irp);
    }
    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(extension->Self, Irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_PNP] = DispatchPnp;
    return STATUS_SUCCESS;
}
