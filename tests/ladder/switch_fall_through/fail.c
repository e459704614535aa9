// A case falls through to the one that releases. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = 0;

    switch (extension->Mask) {
    case 1:
        KeAcquireSpinLock(&extension->Lock, &irql);
        extension->Count += 1;
        KeReleaseSpinLock(&extension->Lock, irql);
        break;
    case 2:
        KeAcquireSpinLock(&extension->Lock, &irql);
        extension->Mask = 3;
        break;
    case 4:
        if (extension->Mask == 3) {
            KeReleaseSpinLock(&extension->Lock, irql);
        }
        break;
    default:
        break;
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
