// A read is kept where reads wait and where writes do, and both fields are emptied.
// LIFECYCLE
#include <ntddk.h>

typedef struct _PORT {
    KSPIN_LOCK Lock;
    PIRP Read;
    PIRP Write;
} PORT, *PPORT;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH DispatchWrite;
_Dispatch_type_(IRP_MJ_CLEANUP) DRIVER_DISPATCH DispatchCleanup;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // VIOLATION
    return Status;
}

static PIRP Take(PIRP *Slot)
{
    PIRP irp = *Slot;

    *Slot = NULL;
    return irp;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PPORT port = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeAcquireSpinLock(&port->Lock, &irql);
    if (port->Read != NULL) {
        KeReleaseSpinLock(&port->Lock, irql);
        return Complete(Irp, STATUS_DEVICE_BUSY);
    }
    IoMarkIrpPending(Irp);
    port->Read = Irp;
    port->Write = Irp;
    KeReleaseSpinLock(&port->Lock, irql);
    return STATUS_PENDING;
}

NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PPORT port = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeAcquireSpinLock(&port->Lock, &irql);
    if (port->Write != NULL) {
        KeReleaseSpinLock(&port->Lock, irql);
        return Complete(Irp, STATUS_DEVICE_BUSY);
    }
    IoMarkIrpPending(Irp);
    port->Write = Irp;
    KeReleaseSpinLock(&port->Lock, irql);
    return STATUS_PENDING;
}

NTSTATUS DispatchCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PPORT port = DeviceObject->DeviceExtension;
    PIRP read, write;
    KIRQL irql;

    KeAcquireSpinLock(&port->Lock, &irql);
    read = Take(&port->Read);
    write = Take(&port->Write);
    KeReleaseSpinLock(&port->Lock, irql);
    if (read != NULL)
        Complete(read, STATUS_CANCELLED);
    if (write != NULL)
        Complete(write, STATUS_CANCELLED);
    return Complete(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = IoCreateDevice(DriverObject, sizeof(PORT), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status))
        return status;
    KeInitializeSpinLock(&((PPORT)device->DeviceExtension)->Lock);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = DispatchWrite;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = DispatchCleanup;
    return STATUS_SUCCESS;
}
