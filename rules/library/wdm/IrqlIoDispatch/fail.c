// As pass.c without the DPC: the interrupt service routine runs at the device's IRQL.
#include <ntifs.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
KSERVICE_ROUTINE InterruptService;

typedef struct _DEVICE_EXTENSION {
    PETHREAD Thread;
    PDEVICE_OBJECT DeviceObject;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

BOOLEAN InterruptService(PKINTERRUPT Interrupt, PVOID ServiceContext)
{
    PDEVICE_EXTENSION extension = ServiceContext;

    UNREFERENCED_PARAMETER(Interrupt);
    IoSetDeviceToVerify(extension->Thread, extension->DeviceObject); // VIOLATION
    return TRUE;
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
