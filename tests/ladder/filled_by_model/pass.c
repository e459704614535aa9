// A DDI fills a variable of the driver through a void pointer, and what it finds there decides twice.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = 0;
    ULONG bus = 0;
    ULONG length = 0;
    BOOLEAN found;

    IoGetDeviceProperty(DeviceObject, DevicePropertyBusNumber, sizeof(bus), &bus, &length);
    found = bus == 7;
    if (found)
        KeAcquireSpinLock(&extension->Lock, &irql);
    if (found)
        KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
