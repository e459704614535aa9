// The same strings compare alike as long as nobody writes to them.
#include "../ladder.h"

#include <string.h>

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    static const CHAR Wanted[] = "abc";
    const CHAR *name = (const CHAR *)&extension->Locks;
    KIRQL irql;

    if (strcmp(name, Wanted) == 0) KeAcquireSpinLock(&extension->Lock, &irql);
    if (strcmp(name, Wanted) == 0) KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
