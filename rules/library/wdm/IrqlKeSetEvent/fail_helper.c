// As pass_helper.c, but on one branch the lock is still held when the helper is told to wait: the event is signalled
// with Wait TRUE at DISPATCH_LEVEL, and then waited for there.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_FLUSH_BUFFERS) DRIVER_DISPATCH DispatchFlush;

typedef struct _DEVICE_EXTENSION {
    KSPIN_LOCK Lock;
    KEVENT Request;
    KEVENT Done;
    ULONG Pending;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static VOID Wake(PDEVICE_EXTENSION Extension, BOOLEAN AndWait)
{
    KeSetEvent(&Extension->Request, IO_NO_INCREMENT, AndWait); // VIOLATION
}

NTSTATUS DispatchFlush(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    if (extension->Pending != 0) {
        Wake(extension, TRUE);
        KeReleaseSpinLock(&extension->Lock, irql);
        KeWaitForSingleObject(&extension->Done, Executive, KernelMode, FALSE, NULL);
        return Finish(Irp, STATUS_SUCCESS);
    }
    Wake(extension, FALSE);
    KeReleaseSpinLock(&extension->Lock, irql);
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
