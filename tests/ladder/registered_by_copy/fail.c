// A table of dispatch routines is copied into the driver object, StartIo is set by an exchange. Here with one mistake.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

static NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    extension->Count += 1;
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}

static VOID StartIo(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    KeReleaseSpinLock(&extension->Lock, irql);
    KeReleaseSpinLock(&extension->Lock, irql); // VIOLATION
    Done(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PDRIVER_DISPATCH table[2] = {DispatchWrite, DispatchWrite};

    UNREFERENCED_PARAMETER(RegistryPath);
    RtlCopyMemory(&DriverObject->MajorFunction[IRP_MJ_READ], table, sizeof(table));
    InterlockedExchangePointer((PVOID *)&DriverObject->DriverStartIo, (PVOID)StartIo);
    return STATUS_SUCCESS;
}
