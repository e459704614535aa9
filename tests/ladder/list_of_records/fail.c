// Each record of a list has a lock of its own: none of them lies in the record that holds the list. Here with one mistake.
#include "../ladder.h"

typedef struct _NODE {
    LIST_ENTRY Entry;
    KSPIN_LOCK Lock;
    ULONG Value;
} NODE, *PNODE;

typedef struct _QUEUE {
    LIST_ENTRY Nodes;
    LIST_ENTRY Free;
    KSPIN_LOCK Lock;
} QUEUE, *PQUEUE;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PQUEUE queue = DeviceObject->DeviceExtension;
    PLIST_ENTRY entry;
    KIRQL irql, inner;

    KeAcquireSpinLock(&queue->Lock, &irql);
    for (entry = queue->Nodes.Flink; entry != &queue->Nodes; entry = entry->Flink) {
        PNODE node = CONTAINING_RECORD(entry, NODE, Entry);

        KeAcquireSpinLock(&queue->Lock, &inner); // VIOLATION
        node->Value += 1;
        KeReleaseSpinLock(&node->Lock, inner);
    }
    KeReleaseSpinLock(&queue->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
