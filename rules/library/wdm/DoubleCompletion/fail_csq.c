// Read requests wait in a cancel-safe queue; a DPC completes the first and leaves it there.
// LIFECYCLE
#include <ntddk.h>

typedef struct _EXTENSION {
    KDPC Dpc;
    IO_CSQ Csq;
    LIST_ENTRY Waiting;
    KSPIN_LOCK Lock;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
KDEFERRED_ROUTINE CompleteNext;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;
IO_CSQ_INSERT_IRP CsqInsert;
IO_CSQ_REMOVE_IRP CsqRemove;
IO_CSQ_PEEK_NEXT_IRP CsqPeek;
IO_CSQ_ACQUIRE_LOCK CsqAcquire;
IO_CSQ_RELEASE_LOCK CsqRelease;
IO_CSQ_COMPLETE_CANCELED_IRP CsqComplete;

static PEXTENSION FromCsq(PIO_CSQ Csq)
{
    return CONTAINING_RECORD(Csq, EXTENSION, Csq);
}

VOID CsqInsert(PIO_CSQ Csq, PIRP Irp)
{
    InsertTailList(&FromCsq(Csq)->Waiting, &Irp->Tail.Overlay.ListEntry);
}

VOID CsqRemove(PIO_CSQ Csq, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Csq);
    RemoveEntryList(&Irp->Tail.Overlay.ListEntry);
}

PIRP CsqPeek(PIO_CSQ Csq, PIRP Irp, PVOID PeekContext)
{
    PEXTENSION extension = FromCsq(Csq);
    PLIST_ENTRY entry = Irp != NULL ? Irp->Tail.Overlay.ListEntry.Flink : extension->Waiting.Flink;

    UNREFERENCED_PARAMETER(PeekContext);
    if (entry == &extension->Waiting) {
        return NULL;
    }
    return CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry);
}

VOID CsqAcquire(PIO_CSQ Csq, PKIRQL Irql)
{
    KeAcquireSpinLock(&FromCsq(Csq)->Lock, Irql);
}

VOID CsqRelease(PIO_CSQ Csq, KIRQL Irql)
{
    KeReleaseSpinLock(&FromCsq(Csq)->Lock, Irql);
}

VOID CsqComplete(PIO_CSQ Csq, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Csq);
    Irp->IoStatus.Status = STATUS_CANCELLED;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

VOID CompleteNext(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    PEXTENSION extension = Context;
    PIRP irp = CsqPeek(&extension->Csq, NULL, NULL);

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);
    if (irp != NULL) {
        irp->IoStatus.Status = STATUS_SUCCESS;
        IoCompleteRequest(irp, IO_NO_INCREMENT); // VIOLATION
    }
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    IoCsqInsertIrp(&extension->Csq, Irp, NULL);
    KeInsertQueueDpc(&extension->Dpc, NULL, NULL);
    return STATUS_PENDING;
}

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PEXTENSION extension;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(PhysicalDeviceObject);
    status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    extension = device->DeviceExtension;
    InitializeListHead(&extension->Waiting);
    KeInitializeSpinLock(&extension->Lock);
    KeInitializeDpc(&extension->Dpc, CompleteNext, extension);
    return IoCsqInitialize(&extension->Csq, CsqInsert, CsqRemove, CsqPeek, CsqAcquire, CsqRelease, CsqComplete);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    DriverObject->DriverExtension->AddDevice = AddDevice;
    return STATUS_SUCCESS;
}
