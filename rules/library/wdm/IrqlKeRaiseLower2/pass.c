// The completion routine may run at DISPATCH_LEVEL already: it goes back to where it was.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
IO_COMPLETION_ROUTINE Completed;

typedef struct _DEVICE_EXTENSION {
    ULONG Completions;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static VOID Count(PDEVICE_EXTENSION Extension)
{
    KIRQL irql;

    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    Extension->Completions++;
    KeLowerIrql(irql);
}

NTSTATUS Completed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    Count(Context);
    return STATUS_CONTINUE_COMPLETION;
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
