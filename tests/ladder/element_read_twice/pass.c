// An element of an array is read twice by an index that only the caller knows.
#include "../ladder.h"

static BOOLEAN Enabled[4];

VOID Enable(ULONG Port, BOOLEAN On)
{
    Enabled[Port % RTL_NUMBER_OF(Enabled)] = On;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG port = (ULONG)extension->Count % RTL_NUMBER_OF(Enabled);
    KIRQL irql = 0;

    if (Enabled[port]) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    extension->Count += 1;
    if (Enabled[port]) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
