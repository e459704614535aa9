// A record is written by a number of bytes behind its start, which a pointer to bytes steps over. Here with one mistake.
#include "../ladder.h"

typedef struct _SETTINGS {
    ULONG Kind;
    ULONG State;
    ULONG Rest;
} SETTINGS;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    SETTINGS settings;
    PVOID start = &settings;
    PUCHAR at = start;
    KIRQL irql;

    settings.Kind = 0;
    settings.State = 0;
    at += FIELD_OFFSET(SETTINGS, State);
    *(PULONG)at = 1;
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (settings.State == 0) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
