// A handler that releases for the codes that can arrive: the one that a callee raises, and that of a fault.
#include "../ladder.h"

static VOID Check(PEXTENSION Extension)
{
    if (Extension->Count < 0) {
        ExRaiseStatus(STATUS_DATA_ERROR);
    }
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_SUCCESS;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    __try {
        Check(extension);
        KeReleaseSpinLock(&extension->Lock, irql);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = GetExceptionCode();
        if (status == STATUS_DATA_ERROR || status == STATUS_ACCESS_VIOLATION) {
            KeReleaseSpinLock(&extension->Lock, irql);
        }
    }
    return Done(Irp, status);
}
