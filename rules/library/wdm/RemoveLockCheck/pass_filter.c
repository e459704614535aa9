// A filter: one routine for all requests, registered in a loop, and another one for Plug and Play, registered behind it.
#include <ntddk.h>

typedef struct _SIEVE { PDEVICE_OBJECT Below; IO_REMOVE_LOCK Lock; } SIEVE, *PSIEVE;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
DRIVER_DISPATCH Forward;
DRIVER_DISPATCH Pnp;

NTSTATUS Forward(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSIEVE sieve = DeviceObject->DeviceExtension;
    NTSTATUS status = IoAcquireRemoveLock(&sieve->Lock, Irp);
    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        Irp->IoStatus.Information = 0;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(sieve->Below, Irp);
    IoReleaseRemoveLock(&sieve->Lock, Irp);
    return status;
}

NTSTATUS Pnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSIEVE sieve = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    if (stack->MinorFunction != IRP_MN_REMOVE_DEVICE) return Forward(DeviceObject, Irp);
    status = IoAcquireRemoveLock(&sieve->Lock, Irp);
    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        Irp->IoStatus.Information = 0;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }
    IoReleaseRemoveLockAndWait(&sieve->Lock, Irp);
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(sieve->Below, Irp);
    IoDetachDevice(sieve->Below);
    IoDeleteDevice(DeviceObject);
    return status;
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PDRIVER_DISPATCH *entry = DriverObject->MajorFunction;
    ULONG i;

    UNREFERENCED_PARAMETER(RegistryPath);
    for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++, entry++)
        *entry = Forward;
    DriverObject->MajorFunction[IRP_MJ_PNP] = Pnp;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
