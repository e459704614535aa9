// A thread with two events: work and the end. The lock is held for the counter alone.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
KSTART_ROUTINE Worker;

typedef struct _DEVICE_EXTENSION {
    KEVENT Work;
    KEVENT Stop;
    KSPIN_LOCK Lock;
    ULONG Done;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

VOID Worker(PVOID StartContext)
{
    PDEVICE_EXTENSION extension = StartContext;
    PVOID events[2];
    KIRQL irql;

    events[0] = &extension->Stop;
    events[1] = &extension->Work;
    while (KeWaitForMultipleObjects(2, events, WaitAny, Executive, KernelMode, FALSE, NULL, NULL) != STATUS_WAIT_0) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        extension->Done++;
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
