// The same counted strings compare alike as long as nobody writes to them.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UNICODE_STRING *name = (UNICODE_STRING *)extension->Peer;
    UNICODE_STRING wanted = RTL_CONSTANT_STRING(L"abc");
    KIRQL irql;

    if (RtlEqualUnicodeString(name, &wanted, TRUE)) KeAcquireSpinLock(&extension->Lock, &irql);
    if (RtlEqualUnicodeString(name, &wanted, TRUE)) KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
