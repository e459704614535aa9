// When the DPC of an interrupt runs its IRP is no longer the current one. Here with one mistake.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

IO_DPC_ROUTINE DpcForIsr;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (NT_SUCCESS(status)) {
        IoInitializeDpcRequest(device, DpcForIsr);
    }
    return status;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    IoRequestDpc(DeviceObject, DeviceObject->CurrentIrp, NULL);
    return Done(Irp, STATUS_SUCCESS);
}

VOID DpcForIsr(PKDPC Dpc, PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Context);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (Irp != NULL && Irp != DeviceObject->CurrentIrp) {
        extension->Count += 1;
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    KeReleaseSpinLock(&extension->Lock, irql); // VIOLATION
}
