// The interrupt service routine wants a buffer for what has arrived.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
KSERVICE_ROUTINE InterruptService;

typedef struct _DEVICE_EXTENSION {
    PVOID Buffer;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

BOOLEAN InterruptService(PKINTERRUPT Interrupt, PVOID ServiceContext)
{
    PDEVICE_EXTENSION extension = ServiceContext;

    UNREFERENCED_PARAMETER(Interrupt);
    if (extension->Buffer == NULL) {
        extension->Buffer = ExAllocatePoolWithTag(NonPagedPoolNx, 4096, 'ataD'); // VIOLATION
    }
    return extension->Buffer != NULL;
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
