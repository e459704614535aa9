// A copy of a literal is that text. Here with one mistake.
#include "../ladder.h"

#include <string.h>

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    CHAR buffer[8] = {0};
    KIRQL irql;

    strcpy(buffer, "name");
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (buffer[3] == 'e' && strlen(buffer) == 4) {
        return Done(Irp, STATUS_UNSUCCESSFUL); // VIOLATION
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
