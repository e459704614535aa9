// A word of flags in the device extension: what is written through its bit-fields is read through the whole, and the other way round.
#include "../ladder.h"

typedef union _FLAGS {
    ULONG All;
    struct {
        ULONG Read : 1;
        ULONG Busy : 1;
        ULONG Depth : 6;
        ULONG Reserved : 24;
    } Bits;
} FLAGS;

typedef struct _WITH_FLAGS {
    KSPIN_LOCK Lock;
    ULONG Count;
    FLAGS Flags;
} WITH_FLAGS, *PWITH_FLAGS;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PWITH_FLAGS extension = DeviceObject->DeviceExtension;
    KIRQL irql = 0;

    extension->Flags.Bits.Busy = 0;
    if (Irp->RequestorMode == UserMode) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        extension->Flags.Bits.Busy = 1;
        extension->Flags.Bits.Depth = 5;
    }
    extension->Flags.All |= 1;
    if ((extension->Flags.All & 2) != 0 && extension->Flags.Bits.Read) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
