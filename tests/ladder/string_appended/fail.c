// What is appended to a counted string stands behind what was there. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    WCHAR buffer[12] = {L'a'};
    UNICODE_STRING text = {sizeof(WCHAR), sizeof(buffer), buffer};
    KIRQL irql;

    RtlAppendUnicodeToString(&text, (PCWSTR)extension->Peer);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (buffer[1] == L'1') {
        return Done(Irp, STATUS_UNSUCCESSFUL); // VIOLATION
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
