// A lock is passed three calls deep under other names. Here with one mistake.
#include "../ladder.h"

static VOID Three(PKSPIN_LOCK Guard, PKIRQL Saved)
{
    KeAcquireSpinLock(Guard, Saved); // VIOLATION
}

static VOID Two(PKSPIN_LOCK First, PKIRQL Old)
{
    Three(First, Old);
}

static VOID One(PKSPIN_LOCK SpinLock, PKIRQL Irql)
{
    Two(SpinLock, Irql);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    One(&extension->Lock, &irql);
    One(&extension->Lock, &irql);
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
