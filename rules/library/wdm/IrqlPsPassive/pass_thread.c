// The thread leaves its loop with the lock released.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
KSTART_ROUTINE Poll;

typedef struct _DEVICE_EXTENSION {
    KSPIN_LOCK Lock;
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
        KeAcquireSpinLock(&extension->Lock, &irql);
        if (extension->Stop) {
            KeReleaseSpinLock(&extension->Lock, irql);
            break;
        }
        extension->Polls++;
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
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
