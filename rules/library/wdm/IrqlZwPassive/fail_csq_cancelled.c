// Whoever cancels an IRP out of a cancel-safe queue may be at DISPATCH_LEVEL.
#include <ntddk.h>

typedef struct _EXTENSION {
    KSPIN_LOCK Lock;
    LIST_ENTRY Queue;
    IO_CSQ Csq;
    HANDLE Log;
    BOOLEAN Closing;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;
_Dispatch_type_(IRP_MJ_CLEANUP) DRIVER_DISPATCH DispatchCleanup;
IO_CSQ_INSERT_IRP Insert;
IO_CSQ_REMOVE_IRP Remove;
IO_CSQ_PEEK_NEXT_IRP PeekNext;
IO_CSQ_ACQUIRE_LOCK AcquireLock;
IO_CSQ_RELEASE_LOCK ReleaseLock;
IO_CSQ_COMPLETE_CANCELED_IRP CompleteCanceled;

static PEXTENSION Owner(PIO_CSQ Csq) { return CONTAINING_RECORD(Csq, EXTENSION, Csq); }

VOID Insert(PIO_CSQ Csq, PIRP Irp) { InsertTailList(&Owner(Csq)->Queue, &Irp->Tail.Overlay.ListEntry); }

VOID Remove(PIO_CSQ Csq, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Csq);
    RemoveEntryList(&Irp->Tail.Overlay.ListEntry);
}

PIRP PeekNext(PIO_CSQ Csq, PIRP Irp, PVOID PeekContext)
{
    PLIST_ENTRY head = &Owner(Csq)->Queue;
    PLIST_ENTRY next = Irp == NULL ? head->Flink : Irp->Tail.Overlay.ListEntry.Flink;

    UNREFERENCED_PARAMETER(PeekContext);
    return next == head ? NULL : CONTAINING_RECORD(next, IRP, Tail.Overlay.ListEntry);
}

VOID AcquireLock(PIO_CSQ Csq, PKIRQL Irql) { KeAcquireSpinLock(&Owner(Csq)->Lock, Irql); }
VOID ReleaseLock(PIO_CSQ Csq, KIRQL Irql) { KeReleaseSpinLock(&Owner(Csq)->Lock, Irql); }

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

VOID CompleteCanceled(PIO_CSQ Csq, PIRP Irp)
{
    if (Owner(Csq)->Closing) {
        ZwClose(Owner(Csq)->Log); // VIOLATION
    }
    Complete(Irp, STATUS_CANCELLED);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    IoCsqInsertIrp(&extension->Csq, Irp, NULL);
    return STATUS_PENDING;
}

NTSTATUS DispatchCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    extension->Closing = TRUE;
    return Complete(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT device;
    PEXTENSION extension;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    extension = device->DeviceExtension;
    KeInitializeSpinLock(&extension->Lock);
    InitializeListHead(&extension->Queue);
    IoCsqInitialize(&extension->Csq, Insert, Remove, PeekNext, AcquireLock, ReleaseLock, CompleteCanceled);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = DispatchCleanup;
    return STATUS_SUCCESS;
}
