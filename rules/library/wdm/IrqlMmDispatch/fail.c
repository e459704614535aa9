// As pass.c, but the buffer is freed by the interrupt service routine itself when it can.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
KSERVICE_ROUTINE InterruptService;

typedef struct _DEVICE_EXTENSION {
    KDPC Dpc;
    PVOID Buffer;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

BOOLEAN InterruptService(PKINTERRUPT Interrupt, PVOID ServiceContext)
{
    PDEVICE_EXTENSION extension = ServiceContext;

    UNREFERENCED_PARAMETER(Interrupt);
    if (extension->Buffer != NULL) {
        MmFreeContiguousMemory(extension->Buffer); // VIOLATION
        extension->Buffer = NULL;
    }
    KeInsertQueueDpc(&extension->Dpc, NULL, NULL);
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
