// All of a buffer may be written by what prints into it. Here with one mistake.
#include "../ladder.h"

#include <ntstrsafe.h>

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    CHAR buffer[8] = {0};
    KIRQL irql;

    RtlStringCbPrintfA(buffer, sizeof(buffer) - 2, "%u", extension->Mask);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (buffer[3] == '1') {
        return Done(Irp, STATUS_UNSUCCESSFUL); // VIOLATION
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
