// Flushing waits until nothing is outstanding; the lock is held for each look alone.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_FLUSH_BUFFERS) DRIVER_DISPATCH DispatchFlush;

typedef struct _DEVICE_EXTENSION {
    KSPIN_LOCK Lock;
    ULONG Outstanding;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static ULONG Outstanding(PDEVICE_EXTENSION Extension)
{
    ULONG outstanding;
    KIRQL irql;

    KeAcquireSpinLock(&Extension->Lock, &irql);
    outstanding = Extension->Outstanding;
    KeReleaseSpinLock(&Extension->Lock, irql);
    return outstanding;
}

NTSTATUS DispatchFlush(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    LARGE_INTEGER pause;

    pause.QuadPart = -10000;
    while (Outstanding(extension) != 0) {
        KeDelayExecutionThread(KernelMode, FALSE, &pause);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = DispatchFlush;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
