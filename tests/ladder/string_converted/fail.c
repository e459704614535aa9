// A conversion writes into the buffer that it is given. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    WCHAR buffer[8] = {0};
    UNICODE_STRING name;
    ANSI_STRING text;
    KIRQL irql;

    RtlInitAnsiString(&text, "eight");
    name.Length = 0;
    name.MaximumLength = sizeof(buffer);
    name.Buffer = buffer;
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (NT_SUCCESS(RtlAnsiStringToUnicodeString(&name, &text, FALSE))) {
        if (buffer[0] != L'\0') {
            return Done(Irp, STATUS_UNSUCCESSFUL); // VIOLATION
        }
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
