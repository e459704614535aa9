// What is appended to a counted string stands behind what was there.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    WCHAR buffer[12] = {L'a'};
    UNICODE_STRING text = {sizeof(WCHAR), sizeof(buffer), buffer};
    KIRQL irql;

    RtlAppendUnicodeToString(&text, (PCWSTR)extension->Peer);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (text.Length > sizeof(buffer)) {
        return Done(Irp, STATUS_UNSUCCESSFUL);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
