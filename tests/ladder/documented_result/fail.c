// What a function of another driver stores through its _Out_ parameter decides. Here with one mistake.
#include "../ladder.h"

extern NTSTATUS QueryPort(PDEVICE_OBJECT DeviceObject, _Out_ PULONG Length);

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG length = 0;
    KIRQL irql;

    QueryPort(DeviceObject, &length);
    if (length != 0) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    if (length > 1) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
