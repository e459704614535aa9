// The bits of a bit map are those of the words that it was given.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG words[2] = {0};
    RTL_BITMAP map;
    KIRQL irql;

    RtlInitializeBitMap(&map, words, 64);
    RtlSetBits(&map, 33, 2);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (words[0] != 0 || !RtlTestBit(&map, 34)) {
        return Done(Irp, STATUS_UNSUCCESSFUL);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
