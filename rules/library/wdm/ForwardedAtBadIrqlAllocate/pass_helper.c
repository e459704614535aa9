// Requests of both kinds by one helper: the flush from a work item.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
KDEFERRED_ROUTINE DpcForIsr;
IO_WORKITEM_ROUTINE FlushWork;
IO_COMPLETION_ROUTINE Done;

typedef struct _DEVICE_EXTENSION {
    PDEVICE_OBJECT LowerDevice;
    PIO_WORKITEM WorkItem;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

NTSTATUS Done(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Send(PDEVICE_EXTENSION Extension, UCHAR Major)
{
    PIRP irp = IoAllocateIrp(Extension->LowerDevice->StackSize, FALSE);

    if (irp != NULL) {
        IoGetNextIrpStackLocation(irp)->MajorFunction = Major;
        IoSetCompletionRoutine(irp, Done, NULL, TRUE, TRUE, TRUE);
        IoCallDriver(Extension->LowerDevice, irp);
    }
}

VOID FlushWork(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Send(Context, IRP_MJ_FLUSH_BUFFERS);
}

VOID DpcForIsr(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    PDEVICE_EXTENSION extension = DeferredContext;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);
    Send(extension, IRP_MJ_WRITE);
    IoQueueWorkItem(extension->WorkItem, FlushWork, DelayedWorkQueue, extension);
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
