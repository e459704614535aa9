// Two record types are laid over an array of bytes behind a header. Here with one mistake.
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

typedef struct _PACKET {
    ULONG Length;
    UCHAR Data[1];
} PACKET;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UCHAR memory[32];
    PACKET *packet = (PACKET *)memory;
    SETTINGS *laid = (SETTINGS *)packet->Data;
    VIEW *view = (VIEW *)packet->Data;
    SETTINGS settings;
    KIRQL irql;

    laid->State = 0;
    view->Second = 1;
    settings.State = laid->State;
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (settings.State == 0) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
