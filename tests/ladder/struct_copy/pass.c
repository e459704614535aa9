// A structure is copied with what it knows.
#include "../ladder.h"

typedef struct _STATE {
    BOOLEAN Taken;
    KIRQL Irql;
} STATE;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    STATE one, two;

    one.Taken = Irp->RequestorMode == UserMode;
    one.Irql = 0;
    if (one.Taken) {
        KeAcquireSpinLock(&extension->Lock, &one.Irql);
    }
    two = one;
    one.Taken = FALSE;
    if (two.Taken) {
        KeReleaseSpinLock(&extension->Lock, two.Irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
