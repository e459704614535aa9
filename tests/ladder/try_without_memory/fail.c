// Only what touches memory behind a pointer can fault: a block that reads locals raises what it asks for and nothing else. Here with one mistake.
#include "../ladder.h"

static VOID Limit(ULONG Count)
{
    if (Count > 5) ExRaiseStatus(STATUS_NO_MEMORY);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG count = extension->Count;
    NTSTATUS status = STATUS_SUCCESS;
    KIRQL irql;

    __try {
        KeAcquireSpinLock(&extension->Lock, &irql);
        __try {
            Limit(count);
        } __except (GetExceptionCode() == STATUS_DATA_ERROR) {
            status = GetExceptionCode();
        }
        KeReleaseSpinLock(&extension->Lock, irql);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = STATUS_UNSUCCESSFUL;
    }
    return Done(Irp, status); // VIOLATION
}
