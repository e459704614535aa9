// An index is checked in the condition that uses it, so that it may lie outside.
#include "../ladder.h"

static UCHAR Allowed[4];

static BOOLEAN IsAllowed(ULONG Index)
{
    return Index < 4 && Allowed[Index] == 1;
}

static VOID Allow(ULONG Index)
{
    Allowed[Index & 3] = 1;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG index = extension->Mask;
    BOOLEAN allowed = IsAllowed(index);
    KIRQL irql = 0;

    KeAcquireSpinLock(&extension->Lock, &irql);
    if (!allowed && index == 7) {
        KeReleaseSpinLock(&extension->Lock, irql);
        return Done(Irp, STATUS_ACCESS_DENIED);
    }
    Allow(index);
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
