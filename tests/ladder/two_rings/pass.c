// Two rings, each allocated by itself and kept in a field of its own; the locks of both are acquired. Right.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

typedef struct _RING {
    ULONG Used;
    KSPIN_LOCK Lock;
} RING, *PRING;

typedef struct _PORT {
    PRING Received;
    PRING Sent;
} PORT, *PPORT;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PPORT port = DeviceObject->DeviceExtension;
    KIRQL irql, inner;

    KeAcquireSpinLock(&port->Received->Lock, &irql);
    KeAcquireSpinLock(&port->Sent->Lock, &inner);
    port->Sent->Used = port->Received->Used;
    KeReleaseSpinLock(&port->Sent->Lock, inner);
    KeReleaseSpinLock(&port->Received->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}

static PRING MakeRing(VOID)
{
    PRING ring = ExAllocatePoolWithTag(NonPagedPool, sizeof(RING), 'gniR');

    if (ring == NULL)
        return NULL;
    RtlZeroMemory(ring, sizeof(RING));
    KeInitializeSpinLock(&ring->Lock);
    return ring;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT device;
    PPORT port;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = IoCreateDevice(DriverObject, sizeof(PORT), NULL, FILE_DEVICE_SERIAL_PORT, 0, FALSE, &device);
    if (!NT_SUCCESS(status))
        return status;
    port = device->DeviceExtension;
    port->Received = MakeRing();
    port->Sent = MakeRing();
    if (port->Received == NULL || port->Sent == NULL) {
        IoDeleteDevice(device);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
