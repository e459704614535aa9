// AddDevice is called once for each device: it meets those that were added before.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

DRIVER_ADD_DEVICE AddDevice;

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PEXTENSION extension;
    LONG total = 0;
    KIRQL irql;

    UNREFERENCED_PARAMETER(PhysicalDeviceObject);
    for (device = DriverObject->DeviceObject; device != NULL; device = device->NextDevice) {
        extension = device->DeviceExtension;
        KeAcquireSpinLock(&extension->Lock, &irql);
        if (extension->Count < 0) {
            KeReleaseSpinLock(&extension->Lock, irql);
            break;
        }
        total += extension->Count;
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    if (device != NULL) {
        extension = device->DeviceExtension;
        KeAcquireSpinLock(&extension->Lock, &irql);
        extension->Count = total;
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverExtension->AddDevice = AddDevice;
    if (DriverObject->DeviceObject != NULL) {
        PEXTENSION extension = DriverObject->DeviceObject->DeviceExtension;
        KIRQL irql;

        KeAcquireSpinLock(&extension->Lock, &irql);
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    return STATUS_SUCCESS;
}
