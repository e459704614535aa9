// As pass_helpers.c, but the helper takes the lock that its caller holds.
#include <ntddk.h>

typedef struct _EXTENSION {
    KSPIN_LOCK Lock;
    KSPIN_LOCK Other;
    KDPC Dpc;
    ULONG Count;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
KDEFERRED_ROUTINE Tick;

static VOID Count(PEXTENSION Extension, PKSPIN_LOCK Lock)
{
    KeAcquireSpinLockAtDpcLevel(Lock); // VIOLATION
    Extension->Count += 1;
    KeReleaseSpinLockFromDpcLevel(Lock);
}

VOID Tick(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    PEXTENSION extension = Context;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);
    if (!KeTryToAcquireSpinLockAtDpcLevel(&extension->Lock)) {
        return;
    }
    Count(extension, &extension->Other);
    Count(extension, &extension->Lock);
    KeReleaseSpinLockFromDpcLevel(&extension->Lock);
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
    KeInitializeSpinLock(&extension->Lock);
    KeInitializeSpinLock(&extension->Other);
    KeInitializeDpc(&extension->Dpc, Tick, extension);
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverExtension->AddDevice = AddDevice;
    return STATUS_SUCCESS;
}
