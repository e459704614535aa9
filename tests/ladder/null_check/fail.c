// A pointer that was NULL stays NULL. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PVOID buffer = ExAllocatePoolWithTag(NonPagedPool, 64, 'ddal');
    KIRQL irql = 0;

    if (buffer != NULL) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    extension->Count += 1;
    if (buffer == NULL) {
        KeReleaseSpinLock(&extension->Lock, irql);
        ExFreePoolWithTag(buffer, 'ddal');
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
