// Two pointers that may lead to one record, each of which is locked unless it is marked as taken: whoever takes it marks it, so that
// one that both lead to is locked once. Here with one mistake.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

typedef struct _CHANNEL {
    KSPIN_LOCK Lock;
    KIRQL OldIrql;
    LONG Taken;
} CHANNEL, *PCHANNEL;

static CHANNEL Channels[2];
static PCHANNEL First, Second;

_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH DispatchWrite;

static BOOLEAN Take(PCHANNEL Channel)
{
    if (Channel->Taken) {
        return FALSE;
    }
    Channel->Taken = 0;
    KeAcquireSpinLock(&Channel->Lock, &Channel->OldIrql); // VIOLATION
    return TRUE;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHANNEL first = First, second = Second;
    BOOLEAN one, other;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (first == NULL || second == NULL) {
        return Done(Irp, STATUS_INVALID_DEVICE_STATE);
    }
    one = Take(first);
    other = Take(second);
    if (other) {
        KeReleaseSpinLock(&second->Lock, second->OldIrql);
    }
    if (one) {
        KeReleaseSpinLock(&first->Lock, first->OldIrql); // VIOLATION
    }
    return Done(Irp, STATUS_SUCCESS);
}

NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Second = First;
    return Done(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    First = &Channels[0];
    Second = &Channels[1];
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = DispatchWrite;
    return STATUS_SUCCESS;
}
