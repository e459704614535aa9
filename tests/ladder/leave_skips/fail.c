// __leave goes past the second acquire. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN taken = FALSE;
    KIRQL irql = 0;

    __try {
        if (extension->Flag) {
            taken = FALSE;
        }
        KeAcquireSpinLock(&extension->Lock, &irql);
        taken = !extension->Flag;
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        taken = FALSE;
    }
    if (taken) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
