// A number that is printed into a counted string is there in its buffer. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    WCHAR buffer[12] = {0};
    UNICODE_STRING text = {0, sizeof(buffer), buffer};
    KIRQL irql;

    RtlIntegerToUnicodeString(extension->Mask, 10, &text);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (buffer[0] == L'1') {
        return Done(Irp, STATUS_UNSUCCESSFUL); // VIOLATION
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
