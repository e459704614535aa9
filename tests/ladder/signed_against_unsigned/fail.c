// A negative number is large when it is compared as unsigned. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    LONG status = extension->Status < 0 ? extension->Status : -1;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    if (status > 0x7FFFFFF) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
