// The device is the one that its extension leads to.
#include "../ladder.h"

static NTSTATUS Leave(PDEVICE_OBJECT DeviceObject, PIRP Irp, KIRQL OldIrql)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    if (extension->Self == DeviceObject) {
        KeReleaseSpinLock(&extension->Lock, OldIrql);
        return Done(Irp, STATUS_SUCCESS);
    }
    KeReleaseSpinLock(&extension->Lock, OldIrql);
    return Done(Irp, STATUS_INVALID_DEVICE_REQUEST);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    return Leave(DeviceObject, Irp, irql);
}
