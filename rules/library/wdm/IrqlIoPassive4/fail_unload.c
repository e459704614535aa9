// As pass_unload.c, but the driver raises the IRQL while there is a device left.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;

static VOID Unpublish(VOID)
{
    UNICODE_STRING link;

    RtlInitUnicodeString(&link, L"\\DosDevices\\Meter");
    IoDeleteSymbolicLink(&link); // VIOLATION
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    KIRQL irql;

    if (DriverObject->DeviceObject == NULL) {
        Unpublish();
        return;
    }
    KeRaiseIrql(APC_LEVEL, &irql);
    Unpublish();
    KeLowerIrql(irql);
    IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
