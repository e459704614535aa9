// A mailbox: a read waits until a write brings a letter. Readers wait in a list that the system's cancel spin lock guards,
// so that whoever holds it may change which of them can be cancelled.
#include <ntddk.h>

#define LETTER_SIZE 64

typedef struct _MAILBOX {
    PDEVICE_OBJECT Lower;
    LIST_ENTRY Readers; // of IRPs, by Tail.Overlay.ListEntry
    ULONG Waiting;
} MAILBOX, *PMAILBOX;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE MailboxAddDevice;
DRIVER_UNLOAD MailboxUnload;
_Dispatch_type_(IRP_MJ_CREATE) _Dispatch_type_(IRP_MJ_CLOSE) DRIVER_DISPATCH MailboxCreateClose;
_Dispatch_type_(IRP_MJ_CLEANUP) DRIVER_DISPATCH MailboxCleanup;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH MailboxRead;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH MailboxWrite;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH MailboxPnp;
DRIVER_CANCEL MailboxCancelRead;

static NTSTATUS MailboxComplete(_In_ PIRP Irp, _In_ NTSTATUS Status, _In_ ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

// The first reader of the list, no longer cancelable, or NULL. The caller holds the cancel spin lock.
static PIRP MailboxTakeReader(_Inout_ PMAILBOX Mailbox)
{
    PLIST_ENTRY entry;
    PIRP reader;

    if (IsListEmpty(&Mailbox->Readers)) {
        return NULL;
    }
    entry = RemoveHeadList(&Mailbox->Readers);
    reader = CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry);
    IoSetCancelRoutine(reader, NULL);
    Mailbox->Waiting -= 1;
    return reader;
}

_Use_decl_annotations_
VOID MailboxCancelRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PMAILBOX mailbox = DeviceObject->DeviceExtension;

    RemoveEntryList(&Irp->Tail.Overlay.ListEntry);
    mailbox->Waiting -= 1;
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    MailboxComplete(Irp, STATUS_CANCELLED, 0);
}

_Use_decl_annotations_
NTSTATUS MailboxRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PMAILBOX mailbox = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    KIRQL irql;

    if (stack->Parameters.Read.Length < LETTER_SIZE) {
        return MailboxComplete(Irp, STATUS_BUFFER_TOO_SMALL, 0);
    }
    IoAcquireCancelSpinLock(&irql);
    if (Irp->Cancel) {
        IoReleaseCancelSpinLock(irql);
        return MailboxComplete(Irp, STATUS_CANCELLED, 0);
    }
    IoMarkIrpPending(Irp);
    InsertTailList(&mailbox->Readers, &Irp->Tail.Overlay.ListEntry);
    mailbox->Waiting += 1;
    IoSetCancelRoutine(Irp, MailboxCancelRead);
    IoReleaseCancelSpinLock(irql);
    return STATUS_PENDING;
}

_Use_decl_annotations_
NTSTATUS MailboxWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PMAILBOX mailbox = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    ULONG length = stack->Parameters.Write.Length;
    NTSTATUS status;
    PIRP reader;
    KIRQL irql;

    if (length > LETTER_SIZE) {
        return MailboxComplete(Irp, STATUS_INVALID_BUFFER_SIZE, 0);
    }
    IoAcquireCancelSpinLock(&irql);
    reader = MailboxTakeReader(mailbox);
    if (reader == NULL) {
        status = STATUS_DEVICE_NOT_READY;
        goto Unlock;
    }
    RtlCopyMemory(reader->AssociatedIrp.SystemBuffer, Irp->AssociatedIrp.SystemBuffer, length);
    status = STATUS_SUCCESS;
Unlock:
    IoReleaseCancelSpinLock(irql);
    if (reader != NULL) {
        MailboxComplete(reader, STATUS_SUCCESS, length);
    }
    return MailboxComplete(Irp, status, NT_SUCCESS(status) ? length : 0);
}

// The last handle is closed: nobody reads any more.
_Use_decl_annotations_
NTSTATUS MailboxCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PMAILBOX mailbox = DeviceObject->DeviceExtension;
    PIRP reader;
    KIRQL irql;

    IoAcquireCancelSpinLock(&irql);
    while ((reader = MailboxTakeReader(mailbox)) != NULL) {
        IoReleaseCancelSpinLock(irql);
        MailboxComplete(reader, STATUS_CANCELLED, 0);
        IoAcquireCancelSpinLock(&irql);
    }
    IoReleaseCancelSpinLock(irql);
    return MailboxComplete(Irp, STATUS_SUCCESS, 0);
}

_Use_decl_annotations_
NTSTATUS MailboxCreateClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    return MailboxComplete(Irp, STATUS_SUCCESS, 0);
}

_Use_decl_annotations_
NTSTATUS MailboxPnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PMAILBOX mailbox = DeviceObject->DeviceExtension;
    PDEVICE_OBJECT lower = mailbox->Lower;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    if (stack->MinorFunction != IRP_MN_REMOVE_DEVICE) {
        IoSkipCurrentIrpStackLocation(Irp);
        return IoCallDriver(lower, Irp);
    }
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(lower, Irp);
    IoDetachDevice(lower);
    IoDeleteDevice(DeviceObject);
    return status;
}

_Use_decl_annotations_
NTSTATUS MailboxAddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PMAILBOX mailbox;
    NTSTATUS status;

    status = IoCreateDevice(DriverObject, sizeof(MAILBOX), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    mailbox = device->DeviceExtension;
    InitializeListHead(&mailbox->Readers);
    mailbox->Lower = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    if (mailbox->Lower == NULL) {
        IoDeleteDevice(device);
        return STATUS_NO_SUCH_DEVICE;
    }
    device->Flags |= DO_BUFFERED_IO;
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
VOID MailboxUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CREATE] = MailboxCreateClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = MailboxCreateClose;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = MailboxCleanup;
    DriverObject->MajorFunction[IRP_MJ_READ] = MailboxRead;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = MailboxWrite;
    DriverObject->MajorFunction[IRP_MJ_PNP] = MailboxPnp;
    DriverObject->DriverExtension->AddDevice = MailboxAddDevice;
    DriverObject->DriverUnload = MailboxUnload;
    return STATUS_SUCCESS;
}
