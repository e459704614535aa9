// 32-bit arithmetic wraps around. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG last = 0xFFFFFFFF;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    if ((ULONGLONG)last + 1 == 0) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
