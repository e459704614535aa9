// What is zeroed begins with an element of an array and goes on behind the array. Here with one mistake.
#include "../ladder.h"

typedef struct _SETTINGS {
    ULONG Kind;
    ULONG State;
    ULONG Rest;
} SETTINGS;

typedef struct _ALL {
    SETTINGS Both[2];
    ULONG State;
} ALL;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ALL settings;
    KIRQL irql;

    settings.State = 2;
    RtlZeroMemory(&settings.Both[1], sizeof(ALL) - FIELD_OFFSET(ALL, Both[1]));
    settings.State++;
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (settings.State == 0) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
