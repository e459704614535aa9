// The first entry of a list is either a record's or the list itself. Here with one mistake.
#include "../ladder.h"

typedef struct _NODE {
    LIST_ENTRY Entry;
    KSPIN_LOCK Lock;
} NODE, *PNODE;

typedef struct _QUEUE {
    LIST_ENTRY Nodes;
    KSPIN_LOCK Lock;
} QUEUE, *PQUEUE;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PQUEUE queue = DeviceObject->DeviceExtension;
    PLIST_ENTRY first;
    KIRQL irql, inner;

    KeAcquireSpinLock(&queue->Lock, &irql);
    first = queue->Nodes.Flink;
    if (first == &queue->Nodes) {
        queue->Nodes.Blink = first;
    } else {
        PNODE node = CONTAINING_RECORD(first, NODE, Entry);

        KeAcquireSpinLock(&node->Lock, &inner);
        KeReleaseSpinLock(&node->Lock, inner);
        KeReleaseSpinLock(&queue->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
