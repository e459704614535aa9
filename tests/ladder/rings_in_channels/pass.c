// Each of two channels gets a ring of its own from one helper; the locks of both rings are acquired. Right.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

typedef struct _RING {
    KSPIN_LOCK Lock;
    ULONG Used;
} RING, *PRING;

typedef struct _CHANNEL {
    PRING Ring;
    ULONG Number;
} CHANNEL, *PCHANNEL;

typedef struct _CARD {
    CHANNEL Channels[2];
} CARD, *PCARD;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCARD card = DeviceObject->DeviceExtension;
    PRING first = card->Channels[0].Ring, second = card->Channels[1].Ring;
    KIRQL irql, inner;

    if (first == NULL || second == NULL)
        return Done(Irp, STATUS_DEVICE_NOT_READY);
    KeAcquireSpinLock(&first->Lock, &irql);
    KeAcquireSpinLock(&second->Lock, &inner);
    second->Used = first->Used;
    KeReleaseSpinLock(&second->Lock, inner);
    KeReleaseSpinLock(&first->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}

static BOOLEAN OpenChannel(PCHANNEL Channel, ULONG Number)
{
    Channel->Number = Number;
    Channel->Ring = ExAllocatePoolWithTag(NonPagedPool, sizeof(RING), 'gniR');
    if (Channel->Ring == NULL)
        return FALSE;
    KeInitializeSpinLock(&Channel->Ring->Lock);
    return TRUE;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT device;
    PCARD card;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = IoCreateDevice(DriverObject, sizeof(CARD), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status))
        return status;
    card = device->DeviceExtension;
    if (!OpenChannel(&card->Channels[0], 0) || !OpenChannel(&card->Channels[1], 1)) {
        IoDeleteDevice(device);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
