// A table calls the driver's routines with the locks that the caller holds. Here with one mistake.
#include "../ladder.h"

typedef struct _ITEM {
    ULONG Key;
    ULONG Uses;
} ITEM, *PITEM;

RTL_AVL_COMPARE_ROUTINE Compare;
RTL_AVL_ALLOCATE_ROUTINE Allocate;
RTL_AVL_FREE_ROUTINE Release;
static RTL_AVL_TABLE Table;
static KSPIN_LOCK Pool;

RTL_GENERIC_COMPARE_RESULTS Compare(PRTL_AVL_TABLE Tree, PVOID First, PVOID Second)
{
    ULONG a = ((PITEM)First)->Key, b = ((PITEM)Second)->Key;

    UNREFERENCED_PARAMETER(Tree);
    if (a == b) {
        return GenericEqual;
    }
    return a < b ? GenericLessThan : GenericGreaterThan;
}

PVOID Allocate(PRTL_AVL_TABLE Tree, CLONG Bytes)
{
    KIRQL irql;
    PVOID node;

    UNREFERENCED_PARAMETER(Tree);
    KeAcquireSpinLock(&Pool, &irql);
    node = ExAllocatePoolWithTag(NonPagedPool, Bytes, 'lbaT');
    KeReleaseSpinLock(&Pool, irql);
    return node;
}

VOID Release(PRTL_AVL_TABLE Tree, PVOID Node)
{
    KIRQL irql;

    UNREFERENCED_PARAMETER(Tree);
    KeAcquireSpinLock(&Pool, &irql);
    ExFreePoolWithTag(Node, 'lbaT');
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ITEM wanted = {0, 0};
    BOOLEAN isNew;
    PITEM item;
    KIRQL irql;

    wanted.Key = extension->Mask;
    RtlInitializeGenericTableAvl(&Table, Compare, Allocate, Release, NULL);
    KeAcquireSpinLock(&extension->Lock, &irql);
    item = RtlLookupElementGenericTableAvl(&Table, &wanted);
    if (item == NULL) {
        item = RtlInsertElementGenericTableAvl(&Table, &wanted, sizeof(wanted), &isNew);
    }
    if (item == NULL) {
        KeReleaseSpinLock(&extension->Lock, irql);
        return Done(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    item->Uses += 1;
    RtlDeleteElementGenericTableAvl(&Table, &wanted);
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
