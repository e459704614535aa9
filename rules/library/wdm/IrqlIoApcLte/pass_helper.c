// The DPC notes the failure, a work item reports it.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
KDEFERRED_ROUTINE DpcForIsr;
IO_WORKITEM_ROUTINE ReportWork;

typedef struct _DEVICE_EXTENSION {
    PIO_WORKITEM WorkItem;
    NTSTATUS LastError;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static VOID Report(NTSTATUS Status)
{
    IoRaiseInformationalHardError(Status, NULL, NULL);
}

VOID ReportWork(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    PDEVICE_EXTENSION extension = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    Report(extension->LastError);
}

VOID DpcForIsr(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    PDEVICE_EXTENSION extension = DeferredContext;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);
    if (!NT_SUCCESS(extension->LastError)) {
        IoQueueWorkItem(extension->WorkItem, ReportWork, DelayedWorkQueue, extension);
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
