// The link goes when the driver is unloaded.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;

static VOID Unpublish(VOID)
{
    UNICODE_STRING link;

    RtlInitUnicodeString(&link, L"\\DosDevices\\Meter");
    IoDeleteSymbolicLink(&link);
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    Unpublish();
    if (DriverObject->DeviceObject != NULL) {
        IoDeleteDevice(DriverObject->DeviceObject);
    }
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
