// A record is copied from an array of bytes. Right.
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
    UCHAR bytes[sizeof(SETTINGS)];
    KIRQL irql;

    RtlZeroMemory(bytes, sizeof(bytes));
    bytes[FIELD_OFFSET(SETTINGS, State)] = 1;
    RtlCopyMemory(&settings, bytes, sizeof(settings));
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (settings.State == 1) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
