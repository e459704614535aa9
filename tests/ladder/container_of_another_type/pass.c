// A record of another type is reckoned from a field. Right.
#include "../ladder.h"

typedef struct _SETTINGS {
    ULONG Kind;
    ULONG State;
    ULONG Rest;
} SETTINGS;

typedef struct _VIEW {
    ULONG First;
    ULONG Second;
} VIEW;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    SETTINGS settings;
    VIEW *view = CONTAINING_RECORD(&settings.Kind, VIEW, First);
    KIRQL irql;

    settings.State = 0;
    view->Second = 1;
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (settings.State == 1) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
