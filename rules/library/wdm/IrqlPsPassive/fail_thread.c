// As pass_thread.c, but the thread ends inside of KeRaiseIrql.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
KSTART_ROUTINE Poll;

typedef struct _DEVICE_EXTENSION {
    KEVENT Work;
    BOOLEAN Stop;
    ULONG Polls;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

VOID Poll(PVOID StartContext)
{
    PDEVICE_EXTENSION extension = StartContext;
    KIRQL irql;

    for (;;) {
        KeWaitForSingleObject(&extension->Work, Executive, KernelMode, FALSE, NULL);
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
        if (extension->Stop) {
            PsTerminateSystemThread(STATUS_SUCCESS); // VIOLATION
        }
        extension->Polls++;
        KeLowerIrql(irql);
    }
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
