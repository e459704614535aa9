// Two records of one device, each with a lock, change places now and then: they stay two. Right.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

typedef struct _BUFFER {
    ULONG Length;
    KSPIN_LOCK Lock;
} BUFFER, *PBUFFER;

typedef struct _BUFFERS {
    PBUFFER Front, Back;
} BUFFERS, *PBUFFERS;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PBUFFERS buffers = DeviceObject->DeviceExtension;
    KIRQL irql, inner;

    if (Irp->Flags & IRP_NOCACHE) {
        PBUFFER front = buffers->Front;
        buffers->Front = buffers->Back;
        buffers->Back = front;
    }
    KeAcquireSpinLock(&buffers->Front->Lock, &irql);
    KeAcquireSpinLock(&buffers->Back->Lock, &inner);
    KeReleaseSpinLock(&buffers->Back->Lock, inner);
    KeReleaseSpinLock(&buffers->Front->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT device;
    PBUFFERS buffers;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = IoCreateDevice(DriverObject, sizeof(BUFFERS), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    buffers = device->DeviceExtension;
    buffers->Front = ExAllocatePoolWithTag(NonPagedPool, sizeof(BUFFER), 'fuB ');
    buffers->Back = ExAllocatePoolWithTag(NonPagedPool, sizeof(BUFFER), 'fuB ');
    if (buffers->Front == NULL || buffers->Back == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
