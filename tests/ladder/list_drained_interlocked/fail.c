// Entries are taken until there is none; what was acquired for the first is released behind the loop. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN taken = FALSE;
    KIRQL irql = 0;

    while (ExInterlockedRemoveHeadList(&extension->Link, &extension->Other) != NULL) {
        if (!taken) {
            KeAcquireSpinLock(&extension->Lock, &irql);
            taken = TRUE;
        }
    }
    if (taken && extension->Count != 3) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
