// Numbers in halves and in bytes: what is written in parts is read as a whole. Here with one mistake.
#include "../ladder.h"

typedef union _IN_BYTES {
    ULONG All;
    UCHAR Bytes[4];
} IN_BYTES;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    LARGE_INTEGER large;
    IN_BYTES word;
    KIRQL irql = 0;

    large.QuadPart = 0;
    word.All = extension->Mask;
    word.Bytes[1] = 0;
    if (Irp->RequestorMode == UserMode) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        large.HighPart = 3;
        word.Bytes[1] = 7;
    }
    large.LowPart = 9;
    if (large.QuadPart == 0x400000009 && (word.All & 0xFF00) == 0x0700) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
