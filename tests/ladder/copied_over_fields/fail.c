// More is copied, and more is zeroed, than the field whose address is given. Here with one mistake.
#include "../ladder.h"

typedef struct _SETTINGS {
    ULONG First, Second, Third;
    KSPIN_LOCK *Lock;
} SETTINGS;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG from[2] = { 1, 7 };
    SETTINGS settings = { 3, 3, 3, &extension->Lock };
    KIRQL irql = 0;

    RtlCopyMemory(&settings.First, from, sizeof(from));
    if (settings.Second == 7) {
        KeAcquireSpinLock(settings.Lock, &irql);
    }
    RtlZeroMemory(&settings.Second, 2 * sizeof(ULONG));
    if (settings.Third == 3) {
        KeReleaseSpinLock(settings.Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
