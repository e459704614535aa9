// The helper frees the IRP that was built.
#include <ntddk.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Lower;
    KEVENT Event;
    IO_STATUS_BLOCK Result;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH DispatchWrite;

static VOID Release(PIRP Irp)
{
    if (Irp != NULL) {
        IoFreeIrp(Irp); // VIOLATION
    }
}

NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP built;

    KeInitializeEvent(&extension->Event, NotificationEvent, FALSE);
    built = IoBuildSynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, extension->Lower, NULL, 0, NULL, &extension->Event,
                                                &extension->Result);
    if (built != NULL) {
        if (IoCallDriver(extension->Lower, built) == STATUS_PENDING) {
            KeWaitForSingleObject(&extension->Event, Executive, KernelMode, FALSE, NULL);
        }
        Release(built);
    }
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_WRITE] = DispatchWrite;
    return STATUS_SUCCESS;
}
