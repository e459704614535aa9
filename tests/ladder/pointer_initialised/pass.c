// A static variable is initialised with the address of a record, which is accessed as another type. Right.
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
static PVOID const Current = &Settings;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    VIEW *view = Current;
    KIRQL irql;

    Settings.State = 0;
    view->Second = 1;
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (Settings.State == 1) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
