// As pass.c, but the interrupt service routine stops the timer when it is the first answer.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
KSERVICE_ROUTINE InterruptService;

typedef struct _DEVICE_EXTENSION {
    KTIMER Timeout;
    KDPC Dpc;
    BOOLEAN Answered;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

BOOLEAN InterruptService(PKINTERRUPT Interrupt, PVOID ServiceContext)
{
    PDEVICE_EXTENSION extension = ServiceContext;

    UNREFERENCED_PARAMETER(Interrupt);
    if (!extension->Answered) {
        KeCancelTimer(&extension->Timeout); // VIOLATION
    }
    extension->Answered = TRUE;
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
