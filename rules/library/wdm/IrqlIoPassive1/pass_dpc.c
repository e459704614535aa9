// The DPC leaves the question to a work item.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
KDEFERRED_ROUTINE DpcForIsr;
IO_WORKITEM_ROUTINE AskWork;

typedef struct _DEVICE_EXTENSION {
    PDEVICE_OBJECT LowerDevice;
    PIO_WORKITEM WorkItem;
    ULONG State;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Ask(PDEVICE_EXTENSION Extension)
{
    IO_STATUS_BLOCK block;
    NTSTATUS status;
    KEVENT event;
    PIRP irp;

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    irp = IoBuildDeviceIoControlRequest(0x222000, Extension->LowerDevice, NULL, 0, &Extension->State,
                                        sizeof(Extension->State), FALSE, &event, &block);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = IoCallDriver(Extension->LowerDevice, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        status = block.Status;
    }
    return status;
}

VOID AskWork(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Ask(Context);
}

VOID DpcForIsr(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    PDEVICE_EXTENSION extension = DeferredContext;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);
    IoQueueWorkItem(extension->WorkItem, AskWork, DelayedWorkQueue, extension);
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
