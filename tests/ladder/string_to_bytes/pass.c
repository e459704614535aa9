// A conversion to a string of bytes writes into the buffer that it is given.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    CHAR buffer[8] = {0};
    ANSI_STRING text = {0, sizeof(buffer), buffer};
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"eight");
    KIRQL irql;

    RtlUnicodeStringToAnsiString(&text, &name, FALSE);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (text.Buffer != buffer) {
        return Done(Irp, STATUS_UNSUCCESSFUL);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
