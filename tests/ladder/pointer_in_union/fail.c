// A union holds a pointer to one record or to another. Here with one mistake.
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

typedef union _EITHER {
    SETTINGS *Settings;
    VIEW *View;
} EITHER;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    SETTINGS settings;
    EITHER either;
    KIRQL irql;

    settings.State = 0;
    either.Settings = &settings;
    either.View->Second = 1;
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (settings.State == 0) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
