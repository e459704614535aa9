// The driver's timer gives two devices a moment to come to rest, at DISPATCH_LEVEL.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
IO_TIMER_ROUTINE Tick;

typedef struct _DEVICE_EXTENSION {
    KEVENT First;
    KEVENT Second;
    BOOLEAN Patient;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

VOID Tick(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    PDEVICE_EXTENSION extension = Context;
    LARGE_INTEGER moment;
    PVOID events[2];

    UNREFERENCED_PARAMETER(DeviceObject);
    events[0] = &extension->First;
    events[1] = &extension->Second;
    moment.QuadPart = 0;
    if (extension->Patient) {
        moment.QuadPart = -10;
    }
    KeWaitForMultipleObjects(2, events, WaitAll, Executive, KernelMode, FALSE, &moment, NULL); // VIOLATION
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
