// The completion routine hands back the status that the lower driver completed with, which lets completion go on:
// no IRP is completed with STATUS_MORE_PROCESSING_REQUIRED.
#include <ntddk.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT LowerDevice;
    LONG Failures;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH DispatchWrite;
IO_COMPLETION_ROUTINE WriteDone;

NTSTATUS WriteDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PEXTENSION extension = Context;
    NTSTATUS status = Irp->IoStatus.Status;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (!NT_SUCCESS(status)) {
        InterlockedIncrement(&extension->Failures);
    }
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return status;
}

NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, WriteDone, extension, TRUE, TRUE, TRUE);
    return IoCallDriver(extension->LowerDevice, Irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_WRITE] = DispatchWrite;
    return STATUS_SUCCESS;
}
