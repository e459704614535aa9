// A static pointer leads to the functions that are put in it, whatever their type. Here with one mistake.
#include "../ladder.h"

typedef VOID HANDLER(PEXTENSION Extension);

static VOID LeaveLock(PEXTENSION Extension)
{
    KeReleaseSpinLock(&Extension->Lock, Extension->OldIrql);
}

static HANDLER *Leave = LeaveLock;

static ULONG Nothing(PEXTENSION Extension, ULONG Why)
{
    UNREFERENCED_PARAMETER(Extension);
    return Why;
}

VOID Change(VOID);

VOID Change(VOID)
{
    Leave = (HANDLER *)Nothing;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    KeAcquireSpinLock(&extension->Lock, &extension->OldIrql);
    Leave(extension);
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
