// Interrupts of which the system chooses the level.
#include <ntddk.h>

typedef struct _EXTENSION {
    PKINTERRUPT Interrupt;
    PDEVICE_OBJECT Physical;
    HANDLE Log;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
KSERVICE_ROUTINE Service;
KSYNCHRONIZE_ROUTINE CloseLog;

BOOLEAN CloseLog(PVOID Context)
{
    PEXTENSION extension = Context;

    ZwClose(extension->Log); // VIOLATION
    return TRUE;
}

BOOLEAN Service(PKINTERRUPT Interrupt, PVOID Context)
{
    UNREFERENCED_PARAMETER(Interrupt);
    return CloseLog(Context);
}

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    IO_CONNECT_INTERRUPT_PARAMETERS parameters;
    PEXTENSION extension;
    PDEVICE_OBJECT device;
    NTSTATUS status;

    status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    extension = device->DeviceExtension;
    RtlZeroMemory(&parameters, sizeof(parameters));
    parameters.Version = CONNECT_LINE_BASED;
    parameters.LineBased.PhysicalDeviceObject = PhysicalDeviceObject;
    parameters.LineBased.ServiceRoutine = Service;
    parameters.LineBased.ServiceContext = extension;
    parameters.LineBased.InterruptObject = &extension->Interrupt;
    parameters.LineBased.SynchronizeIrql = (KIRQL)DriverObject->Size;
    status = IoConnectInterruptEx(&parameters);
    if (NT_SUCCESS(status)) {
        KeSynchronizeExecution(extension->Interrupt, CloseLog, extension);
    } else {
        IoDeleteDevice(device);
    }
    return status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverExtension->AddDevice = AddDevice;
    return STATUS_SUCCESS;
}
