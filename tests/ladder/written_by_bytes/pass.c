// A record is written byte by byte. Right.
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
    PUCHAR bytes = (PUCHAR)&settings;
    ULONG i;
    KIRQL irql;

    settings.State = 0;
    for (i = 0; i < sizeof(settings); i++) {
        bytes[i] = 1;
    }
    settings.State &= 1;
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (settings.State == 1) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
