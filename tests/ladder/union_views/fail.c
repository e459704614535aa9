// A union: what is written through one view is read through the other. Here with one mistake.
#include "../ladder.h"

typedef union _BOTH {
    ULONG Whole;
    struct {
        USHORT Low;
        USHORT High;
    } Part;
} BOTH;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOTH both;
    KIRQL irql = 0;

    both.Whole = 0;
    if (Irp->RequestorMode == UserMode) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        both.Part.High = 1;
    }
    if (both.Whole == 0x1) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
