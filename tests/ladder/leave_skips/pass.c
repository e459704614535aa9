// __leave goes past the second acquire.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN taken = FALSE;
    KIRQL irql = 0;

    __try {
        if (extension->Flag) {
            __leave;
        }
        KeAcquireSpinLock(&extension->Lock, &irql);
        taken = TRUE;
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        taken = FALSE;
    }
    if (taken) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
