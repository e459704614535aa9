// Bytes are stored in loops, through a pointer that moves and at an index of which nothing is known, while the flag
// that tells of the lock is a byte whose address is passed on. Here with one mistake.
#include "../ladder.h"

typedef struct _RING {
    KSPIN_LOCK Lock;
    PUCHAR Data;
    ULONG Size, Head, Tail;
} RING, *PRING;

static VOID Put(PRING Ring, const UCHAR *From, ULONG Length)
{
    ULONG done = 0, next;

    while (done < Length) {
        next = Ring->Tail + 1;
        if (next == Ring->Size) next = 0;
        if (next == Ring->Head) break;
        Ring->Data[Ring->Tail] = From[done++];
        Ring->Tail = next;
    }
}

static VOID Enter(PRING Ring, ULONG Length, PBOOLEAN Locked, PKIRQL Irql)
{
    if (Length > 8) {
        KeAcquireSpinLock(&Ring->Lock, Irql);
        *Locked = TRUE;
    }
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PRING ring = DeviceObject->DeviceExtension;
    PUCHAR to = Irp->AssociatedIrp.SystemBuffer;
    ULONG length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.Length;
    BOOLEAN locked = FALSE;
    KIRQL irql;

    Enter(ring, length, &locked, &irql);
    Put(ring, to, length);
    while (length--) {
        *to++ = 0;
    }
    if (locked && ring->Size > 64) {
        KeReleaseSpinLock(&ring->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
