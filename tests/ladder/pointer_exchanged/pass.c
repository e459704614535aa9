// A pointer to a record of another type comes out of an interlocked exchange, of a variable that was initialised with it. Right.
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

static SETTINGS Settings;
static PVOID Current = &Settings;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    VIEW *view;
    KIRQL irql;

    Settings.State = 0;
    Current = &Settings;
    view = InterlockedExchangePointer(&Current, NULL);
    view->Second = 1;
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (Settings.State == 1) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
