// What a comparison said is kept in a variable.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG count = extension->Mask;
    BOOLEAN many = count > 10;
    KIRQL irql = 0;

    if (many) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    if (count > 10) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
