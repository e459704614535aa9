// A doorbell: IOCTL_DOORBELL_WAIT waits until somebody rings. Who waits stands in a queue of the driver's own with a spin
// lock of its own; the cancel spin lock plays no part, except that a cancel routine is entered with it. Whether a
// request still belongs to the driver is told by the pointer that IoSetCancelRoutine returns.
#include <ntddk.h>

#define DOORBELL_TAG 'lleB'
#define IOCTL_DOORBELL_WAIT CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_READ_ACCESS)
#define IOCTL_DOORBELL_RING CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_WRITE_ACCESS)

typedef struct _WAITER {
    LIST_ENTRY Link;
    PIRP Irp;
    ULONG Ticket;
} WAITER, *PWAITER;

typedef struct _DOORBELL {
    KSPIN_LOCK Lock; // guards the following
    LIST_ENTRY Waiters;
    ULONG NextTicket;
} DOORBELL, *PDOORBELL;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD DoorbellUnload;
_Dispatch_type_(IRP_MJ_CREATE) _Dispatch_type_(IRP_MJ_CLOSE) DRIVER_DISPATCH DoorbellCreateClose;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH DoorbellControl;
DRIVER_CANCEL DoorbellCancelWait;

static NTSTATUS DoorbellComplete(_In_ PIRP Irp, _In_ NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, Status == STATUS_SUCCESS ? IO_KEYBOARD_INCREMENT : IO_NO_INCREMENT);
    return Status;
}

// The I/O manager has taken the request: DoorbellRing, which finds no cancel routine, leaves it alone.
_Use_decl_annotations_
VOID DoorbellCancelWait(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDOORBELL bell = DeviceObject->DeviceExtension;
    PWAITER waiter = Irp->Tail.Overlay.DriverContext[0];
    KIRQL irql;

    IoReleaseCancelSpinLock(Irp->CancelIrql);

    KeAcquireSpinLock(&bell->Lock, &irql);
    RemoveEntryList(&waiter->Link);
    KeReleaseSpinLock(&bell->Lock, irql);

    ExFreePoolWithTag(waiter, DOORBELL_TAG);
    DoorbellComplete(Irp, STATUS_CANCELLED);
}

static NTSTATUS DoorbellWait(_Inout_ PDOORBELL Bell, _In_ PIRP Irp)
{
    PWAITER waiter;
    KIRQL irql;

    waiter = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(WAITER), DOORBELL_TAG);
    if (waiter == NULL) {
        return DoorbellComplete(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    waiter->Irp = Irp;
    Irp->Tail.Overlay.DriverContext[0] = waiter;

    KeAcquireSpinLock(&Bell->Lock, &irql);
    IoSetCancelRoutine(Irp, DoorbellCancelWait);
    if (Irp->Cancel && IoSetCancelRoutine(Irp, NULL) != NULL) {
        // Cancelled before the routine was there, so that nobody will call it.
        KeReleaseSpinLock(&Bell->Lock, irql);
        ExFreePoolWithTag(waiter, DOORBELL_TAG);
        return DoorbellComplete(Irp, STATUS_CANCELLED);
    }
    IoMarkIrpPending(Irp);
    waiter->Ticket = Bell->NextTicket++;
    InsertTailList(&Bell->Waiters, &waiter->Link);
    KeReleaseSpinLock(&Bell->Lock, irql);
    return STATUS_PENDING;
}

// The one who has waited longest and is not being cancelled, taken from the queue; NULL when there is none. The caller
// holds the lock.
static PWAITER DoorbellTakeFirst(_Inout_ PDOORBELL Bell)
{
    while (!IsListEmpty(&Bell->Waiters)) {
        PLIST_ENTRY entry = RemoveHeadList(&Bell->Waiters);
        PWAITER waiter = CONTAINING_RECORD(entry, WAITER, Link);

        if (IoSetCancelRoutine(waiter->Irp, NULL) != NULL) {
            return waiter;
        }
        // The cancel routine runs or will run, and takes the entry out of a list: let it be one of its own.
        InitializeListHead(&waiter->Link);
    }
    return NULL;
}

static NTSTATUS DoorbellRing(_Inout_ PDOORBELL Bell, _In_ PIRP Irp)
{
    PWAITER waiter;
    KIRQL irql;

    KeAcquireSpinLock(&Bell->Lock, &irql);
    waiter = DoorbellTakeFirst(Bell);
    KeReleaseSpinLock(&Bell->Lock, irql);

    if (waiter == NULL) {
        return DoorbellComplete(Irp, STATUS_NO_MORE_ENTRIES);
    }
    DoorbellComplete(waiter->Irp, STATUS_SUCCESS);
    ExFreePoolWithTag(waiter, DOORBELL_TAG);
    return DoorbellComplete(Irp, STATUS_SUCCESS);
}

_Use_decl_annotations_
NTSTATUS DoorbellControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDOORBELL bell = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);

    switch (stack->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_DOORBELL_WAIT:
        return DoorbellWait(bell, Irp);
    case IOCTL_DOORBELL_RING:
        return DoorbellRing(bell, Irp);
    default:
        return DoorbellComplete(Irp, STATUS_INVALID_DEVICE_REQUEST);
    }
}

_Use_decl_annotations_
NTSTATUS DoorbellCreateClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    return DoorbellComplete(Irp, STATUS_SUCCESS);
}

_Use_decl_annotations_
VOID DoorbellUnload(PDRIVER_OBJECT DriverObject)
{
    UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\DosDevices\\Doorbell");

    IoDeleteSymbolicLink(&link);
    IoDeleteDevice(DriverObject->DeviceObject);
}

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Doorbell");
    UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\DosDevices\\Doorbell");
    PDEVICE_OBJECT device;
    PDOORBELL bell;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = IoCreateDevice(DriverObject, sizeof(DOORBELL), &name, FILE_DEVICE_UNKNOWN, FILE_DEVICE_SECURE_OPEN, FALSE,
                            &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    bell = device->DeviceExtension;
    KeInitializeSpinLock(&bell->Lock);
    InitializeListHead(&bell->Waiters);
    status = IoCreateSymbolicLink(&link, &name);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(device);
        return status;
    }
    DriverObject->MajorFunction[IRP_MJ_CREATE] = DoorbellCreateClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = DoorbellCreateClose;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = DoorbellControl;
    DriverObject->DriverUnload = DoorbellUnload;
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}
