// One of two extensions is its own peer: its lock is acquired twice. Wrong.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql, inner;

    KeAcquireSpinLock(&extension->Lock, &irql);
    KeAcquireSpinLock(&extension->Peer->Lock, &inner); // VIOLATION
    extension->Peer->Count = extension->Count;
    KeReleaseSpinLock(&extension->Peer->Lock, inner);
    KeReleaseSpinLock(&extension->Lock, irql); // VIOLATION
    return Done(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT first, second;
    PEXTENSION one, two;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_SERIAL_PORT, 0, FALSE, &first);
    if (!NT_SUCCESS(status))
        return status;
    status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_SERIAL_PORT, 0, FALSE, &second);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(first);
        return status;
    }
    one = first->DeviceExtension;
    two = second->DeviceExtension;
    KeInitializeSpinLock(&one->Lock);
    KeInitializeSpinLock(&two->Lock);
    one->Peer = two;
    two->Peer = two;
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
