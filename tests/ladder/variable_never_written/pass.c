// Static variables that no code writes keep their initial values.
#include "../ladder.h"

static BOOLEAN Locking = TRUE;
static ULONG Limit = 5;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = 0;

    KeAcquireSpinLock(&extension->Lock, &irql);
    extension->Count++;
    if (Locking && Limit == 5) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
