// As pass_dpc.c, but the DPC makes the request itself and leaves only the waiting to the work item.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
KDEFERRED_ROUTINE DpcForIsr;
IO_WORKITEM_ROUTINE AskWork;

typedef struct _DEVICE_EXTENSION {
    PDEVICE_OBJECT LowerDevice;
    PIO_WORKITEM WorkItem;
    KEVENT Event;
    IO_STATUS_BLOCK Block;
    ULONG State;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static PIRP Question(PDEVICE_EXTENSION Extension)
{
    return IoBuildDeviceIoControlRequest(0x222000, Extension->LowerDevice, NULL, 0, &Extension->State, // VIOLATION
                                         sizeof(Extension->State), FALSE, &Extension->Event, &Extension->Block);
}

VOID AskWork(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    PDEVICE_EXTENSION extension = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    KeWaitForSingleObject(&extension->Event, Executive, KernelMode, FALSE, NULL);
}

VOID DpcForIsr(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    PDEVICE_EXTENSION extension = DeferredContext;
    PIRP irp = Question(extension);

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);
    if (irp != NULL && IoCallDriver(extension->LowerDevice, irp) == STATUS_PENDING) {
        IoQueueWorkItem(extension->WorkItem, AskWork, DelayedWorkQueue, extension);
    }
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
