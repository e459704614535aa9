// One bit of a mask tells whether the lock was acquired.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = 0;

    extension->Mask &= ~0x4UL;
    if (extension->Mask & 0x1) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        extension->Mask |= 0x4;
    }
    extension->Mask |= 0x8;
    extension->Mask &= ~0x2UL;
    if (extension->Mask & 0x4) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
