// A routine writes a pointer through a pointer to void*, which leads to a pointer to a record. Right.
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

static VOID Find(PVOID *Found, PVOID Where)
{
    *Found = Where;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    SETTINGS settings;
    VIEW *view;
    KIRQL irql;

    settings.State = 0;
    Find((PVOID *)&view, &settings);
    view->Second = 1;
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (settings.State == 1) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
