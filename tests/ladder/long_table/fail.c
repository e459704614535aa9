// A constant table of handlers by minor function, most of them NULL. Here with one mistake.
#include "../ladder.h"

typedef VOID HANDLER(PEXTENSION Extension);

static VOID LeaveLock(PEXTENSION Extension) { KeReleaseSpinLock(&Extension->Lock, Extension->OldIrql); }
static VOID CountOnly(PEXTENSION Extension) { Extension->Count++; }
static VOID CountAndLeave(PEXTENSION Extension)
{
    Extension->Count++;
    LeaveLock(Extension);
}

static HANDLER *const Handlers[] = { [0] = CountAndLeave, [8] = CountOnly, [23] = CountAndLeave };

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UCHAR minor = IoGetCurrentIrpStackLocation(Irp)->MinorFunction;
    HANDLER *handler = minor < ARRAYSIZE(Handlers) ? Handlers[minor] : NULL;

    if (handler == NULL) {
        return Done(Irp, STATUS_NOT_SUPPORTED);
    }
    KeAcquireSpinLock(&extension->Lock, &extension->OldIrql);
    handler(extension);
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
