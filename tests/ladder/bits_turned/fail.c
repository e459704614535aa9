// What compilers know of bits by themselves: turning them, the order of bytes, the lowest and the highest one. Here with one mistake.
#include "../ladder.h"

#include <intrin.h>

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG mask = extension->Mask;
    ULONG low = 0, high = 0;
    KIRQL irql;

    _BitScanForward(&low, 0x50);
    _BitScanReverse(&high, 0x50);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (_rotl(mask, 8) == ((mask << 8) | (mask >> 24)) && low == 4 && high == 6 && RtlUlongByteSwap(0x01020304) == 0x04030201) {
        return Done(Irp, STATUS_UNSUCCESSFUL); // VIOLATION
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
