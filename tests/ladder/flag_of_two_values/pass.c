// A field that is only ever set to TRUE and FALSE is one of them, whatever another callback has left there.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

DRIVER_DISPATCH DispatchControl;

NTSTATUS DispatchControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    if (IoGetCurrentIrpStackLocation(Irp)->MajorFunction == IRP_MJ_CREATE) {
        extension->Flag = TRUE;
    } else {
        extension->Flag = FALSE;
    }
    return Done(Irp, STATUS_SUCCESS);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN shared = extension->Flag;
    KIRQL irql = 0;

    if (shared) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    extension->Count += 1;
    if (shared == TRUE) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CREATE] = DispatchControl;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = DispatchControl;
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
