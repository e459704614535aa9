// A spooler: writes wait in a cancel-safe queue (IO_CSQ) until a timer's DPC takes them, one every second. The queue takes
// care of cancellation; the driver gives it a list, a lock and six routines. At most QUEUE_LIMIT writes may wait.
#include <ntddk.h>

#define QUEUE_LIMIT 16
#define PERIOD 1000 // milliseconds

typedef struct _SPOOLER {
    IO_CSQ Queue;
    KSPIN_LOCK Lock; // guards the following
    LIST_ENTRY Jobs;
    ULONG Count;
    KTIMER Timer;
    KDPC Dpc;
} SPOOLER, *PSPOOLER;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD SpoolerUnload;
_Dispatch_type_(IRP_MJ_CREATE) _Dispatch_type_(IRP_MJ_CLOSE) DRIVER_DISPATCH SpoolerCreateClose;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH SpoolerWrite;
_Dispatch_type_(IRP_MJ_CLEANUP) DRIVER_DISPATCH SpoolerCleanup;
KDEFERRED_ROUTINE SpoolerDpc;
IO_CSQ_INSERT_IRP_EX SpoolerInsert;
IO_CSQ_REMOVE_IRP SpoolerRemove;
IO_CSQ_PEEK_NEXT_IRP SpoolerPeek;
IO_CSQ_ACQUIRE_LOCK SpoolerAcquire;
IO_CSQ_RELEASE_LOCK SpoolerRelease;
IO_CSQ_COMPLETE_CANCELED_IRP SpoolerCompleteCanceled;

static NTSTATUS SpoolerComplete(_In_ PIRP Irp, _In_ NTSTATUS Status, _In_ ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

// The routines of the queue. Insert, Remove and Peek are called between Acquire and Release.

_Use_decl_annotations_
NTSTATUS SpoolerInsert(PIO_CSQ Csq, PIRP Irp, PVOID InsertContext)
{
    PSPOOLER spooler = CONTAINING_RECORD(Csq, SPOOLER, Queue);

    UNREFERENCED_PARAMETER(InsertContext);
    if (spooler->Count == QUEUE_LIMIT) {
        return STATUS_DEVICE_BUSY;
    }
    InsertTailList(&spooler->Jobs, &Irp->Tail.Overlay.ListEntry);
    spooler->Count += 1;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
VOID SpoolerRemove(PIO_CSQ Csq, PIRP Irp)
{
    PSPOOLER spooler = CONTAINING_RECORD(Csq, SPOOLER, Queue);

    RemoveEntryList(&Irp->Tail.Overlay.ListEntry);
    spooler->Count -= 1;
}

// The first behind Irp, or of all, that belongs to the file object PeekContext, if there is one.
_Use_decl_annotations_
PIRP SpoolerPeek(PIO_CSQ Csq, PIRP Irp, PVOID PeekContext)
{
    PSPOOLER spooler = CONTAINING_RECORD(Csq, SPOOLER, Queue);
    PLIST_ENTRY entry = Irp == NULL ? spooler->Jobs.Flink : Irp->Tail.Overlay.ListEntry.Flink;

    for (; entry != &spooler->Jobs; entry = entry->Flink) {
        PIRP job = CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry);

        if (PeekContext == NULL || IoGetCurrentIrpStackLocation(job)->FileObject == PeekContext) {
            return job;
        }
    }
    return NULL;
}

_Use_decl_annotations_
VOID SpoolerAcquire(PIO_CSQ Csq, PKIRQL Irql)
{
    PSPOOLER spooler = CONTAINING_RECORD(Csq, SPOOLER, Queue);

    KeAcquireSpinLock(&spooler->Lock, Irql);
}

_Use_decl_annotations_
VOID SpoolerRelease(PIO_CSQ Csq, KIRQL Irql)
{
    PSPOOLER spooler = CONTAINING_RECORD(Csq, SPOOLER, Queue);

    KeReleaseSpinLock(&spooler->Lock, Irql);
}

_Use_decl_annotations_
VOID SpoolerCompleteCanceled(PIO_CSQ Csq, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Csq);
    SpoolerComplete(Irp, STATUS_CANCELLED, 0);
}

// The callbacks of the driver.

_Use_decl_annotations_
NTSTATUS SpoolerWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSPOOLER spooler = DeviceObject->DeviceExtension;
    NTSTATUS status;

    // Marks the IRP pending if it is queued, and only then.
    status = IoCsqInsertIrpEx(&spooler->Queue, Irp, NULL, NULL);
    if (!NT_SUCCESS(status)) {
        return SpoolerComplete(Irp, status, 0);
    }
    return STATUS_PENDING;
}

_Use_decl_annotations_
VOID SpoolerDpc(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    PSPOOLER spooler = DeferredContext;
    PIRP job = IoCsqRemoveNextIrp(&spooler->Queue, NULL);

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);
    if (job != NULL) {
        SpoolerComplete(job, STATUS_SUCCESS, IoGetCurrentIrpStackLocation(job)->Parameters.Write.Length);
    }
}

_Use_decl_annotations_
NTSTATUS SpoolerCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSPOOLER spooler = DeviceObject->DeviceExtension;
    PFILE_OBJECT file = IoGetCurrentIrpStackLocation(Irp)->FileObject;
    PIRP job;

    while ((job = IoCsqRemoveNextIrp(&spooler->Queue, file)) != NULL) {
        SpoolerComplete(job, STATUS_CANCELLED, 0);
    }
    return SpoolerComplete(Irp, STATUS_SUCCESS, 0);
}

_Use_decl_annotations_
NTSTATUS SpoolerCreateClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    return SpoolerComplete(Irp, STATUS_SUCCESS, 0);
}

_Use_decl_annotations_
VOID SpoolerUnload(PDRIVER_OBJECT DriverObject)
{
    PSPOOLER spooler = DriverObject->DeviceObject->DeviceExtension;

    KeCancelTimer(&spooler->Timer);
    KeFlushQueuedDpcs();
    IoDeleteDevice(DriverObject->DeviceObject);
}

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Spooler");
    PDEVICE_OBJECT device;
    PSPOOLER spooler;
    LARGE_INTEGER due;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = IoCreateDevice(DriverObject, sizeof(SPOOLER), &name, FILE_DEVICE_UNKNOWN, FILE_DEVICE_SECURE_OPEN, FALSE,
                            &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    spooler = device->DeviceExtension;
    KeInitializeSpinLock(&spooler->Lock);
    InitializeListHead(&spooler->Jobs);
    status = IoCsqInitializeEx(&spooler->Queue, SpoolerInsert, SpoolerRemove, SpoolerPeek, SpoolerAcquire, SpoolerRelease,
                               SpoolerCompleteCanceled);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(device);
        return status;
    }
    KeInitializeDpc(&spooler->Dpc, SpoolerDpc, spooler);
    KeInitializeTimer(&spooler->Timer);
    due.QuadPart = -PERIOD * 10000LL;
    KeSetTimerEx(&spooler->Timer, due, PERIOD, &spooler->Dpc);

    DriverObject->MajorFunction[IRP_MJ_CREATE] = SpoolerCreateClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = SpoolerCreateClose;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = SpoolerWrite;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = SpoolerCleanup;
    DriverObject->DriverUnload = SpoolerUnload;
    device->Flags |= DO_BUFFERED_IO;
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}
