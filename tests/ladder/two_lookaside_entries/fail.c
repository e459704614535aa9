// Two entries of one look-aside list; the lock of one of them is acquired twice. Wrong.
#include "../ladder.h"

typedef struct _ITEM {
    ULONG Id;
    KSPIN_LOCK Lock;
} ITEM, *PITEM;

static NPAGED_LOOKASIDE_LIST Items;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PITEM first = ExAllocateFromNPagedLookasideList(&Items), second;
    KIRQL irql, inner;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (first == NULL)
        return Done(Irp, STATUS_INSUFFICIENT_RESOURCES);
    second = ExAllocateFromNPagedLookasideList(&Items);
    if (second == NULL) {
        ExFreeToNPagedLookasideList(&Items, first);
        return Done(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeSpinLock(&first->Lock);
    KeInitializeSpinLock(&second->Lock);
    KeAcquireSpinLock(&first->Lock, &irql);
    KeAcquireSpinLock(&first->Lock, &inner); // VIOLATION
    KeReleaseSpinLock(&second->Lock, inner);
    KeReleaseSpinLock(&first->Lock, irql);
    ExFreeToNPagedLookasideList(&Items, first);
    ExFreeToNPagedLookasideList(&Items, second);
    return Done(Irp, STATUS_SUCCESS);
}
