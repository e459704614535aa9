// Which requests need the lock stands in a table that is a local variable, in two dimensions, and is looked up by numbers that the
// caller gives. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG kind = extension->Mask & 1, size = (extension->Mask >> 1) % 3;
    UCHAR needs[2][3] = { { 1, 2, 3 }, { 4, 5 } };
    KIRQL irql = 0;

    if (needs[kind][size] == 5) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    if (kind == 1 && size == 2) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
