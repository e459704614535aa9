// An interrupt service routine signals the event itself instead of leaving it to a DPC.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
KSERVICE_ROUTINE InterruptService;

typedef struct _DEVICE_EXTENSION {
    KEVENT DataReady;
    PULONG StatusRegister;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

BOOLEAN InterruptService(PKINTERRUPT Interrupt, PVOID ServiceContext)
{
    PDEVICE_EXTENSION extension = ServiceContext;

    UNREFERENCED_PARAMETER(Interrupt);
    if (READ_REGISTER_ULONG(extension->StatusRegister) == 0) {
        return FALSE;
    }
    KeSetEvent(&extension->DataReady, IO_NO_INCREMENT, FALSE); // VIOLATION
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
