// Unloading gets the driver object that the driver keeps in a variable.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

static PDRIVER_OBJECT Driver;
static KSPIN_LOCK Lock;

DRIVER_UNLOAD Unload;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    Driver = DriverObject;
    DriverObject->DriverUnload = Unload;
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    KIRQL irql;

    KeAcquireSpinLock(&Lock, &irql);
    if (DriverObject == Driver) {
        Driver = NULL;
    }
    KeReleaseSpinLock(&Lock, irql);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    return Done(Irp, STATUS_SUCCESS);
}
