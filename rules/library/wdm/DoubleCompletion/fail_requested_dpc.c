// The IRP is handed to the DPC of the device's interrupts, which completes it once more. Wrong.
// LIFECYCLE
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;
IO_DPC_ROUTINE DpcForIsr;

static VOID Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // VIOLATION
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);

    IoMarkIrpPending(Irp);
    if (stack->Parameters.Read.Length == 0) {
        Complete(Irp, STATUS_INVALID_PARAMETER);
    }
    IoRequestDpc(DeviceObject, Irp, NULL);
    return STATUS_PENDING;
}

VOID DpcForIsr(PKDPC Dpc, PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp != NULL) {
        Complete(Irp, STATUS_SUCCESS);
    }
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (NT_SUCCESS(status)) {
        IoInitializeDpcRequest(device, DpcForIsr);
        DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    }
    return status;
}
