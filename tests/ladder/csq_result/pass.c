// What IoCsqRemoveNextIrp gave back decides.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

static IO_CSQ Queue;
static LIST_ENTRY Waiting;

IO_CSQ_INSERT_IRP InsertIrp;
IO_CSQ_REMOVE_IRP RemoveIrp;
IO_CSQ_PEEK_NEXT_IRP PeekNextIrp;
IO_CSQ_ACQUIRE_LOCK AcquireLock;
IO_CSQ_RELEASE_LOCK ReleaseLock;
IO_CSQ_COMPLETE_CANCELED_IRP CompleteCanceledIrp;

VOID InsertIrp(PIO_CSQ Csq, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Csq);
    InsertTailList(&Waiting, &Irp->Tail.Overlay.ListEntry);
}

VOID RemoveIrp(PIO_CSQ Csq, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Csq);
    RemoveEntryList(&Irp->Tail.Overlay.ListEntry);
}

PIRP PeekNextIrp(PIO_CSQ Csq, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Csq);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    if (IsListEmpty(&Waiting)) {
        return NULL;
    }
    return CONTAINING_RECORD(Waiting.Flink, IRP, Tail.Overlay.ListEntry);
}

VOID AcquireLock(PIO_CSQ Csq, PKIRQL Irql)
{
    UNREFERENCED_PARAMETER(Csq);
    *Irql = PASSIVE_LEVEL;
}

VOID ReleaseLock(PIO_CSQ Csq, KIRQL Irql)
{
    UNREFERENCED_PARAMETER(Csq);
    UNREFERENCED_PARAMETER(Irql);
}

VOID CompleteCanceledIrp(PIO_CSQ Csq, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Csq);
    Done(Irp, STATUS_CANCELLED);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    InitializeListHead(&Waiting);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return IoCsqInitialize(&Queue, InsertIrp, RemoveIrp, PeekNextIrp, AcquireLock, ReleaseLock, CompleteCanceledIrp);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP next;
    KIRQL irql = 0;

    IoCsqInsertIrp(&Queue, Irp, NULL);
    next = IoCsqRemoveNextIrp(&Queue, NULL);
    if (next != NULL) {
        KeAcquireSpinLock(&extension->Other, &irql);
        extension->Count += 1;
    }
    if (next != NULL) {
        KeReleaseSpinLock(&extension->Other, irql);
        Done(next, STATUS_SUCCESS);
    }
    return STATUS_PENDING;
}
