// What is read from a bus is written into the buffer.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    USHORT vendor = 0, device = 0;
    KIRQL irql;

    HalGetBusDataByOffset(PCIConfiguration, 0, 0, &vendor, 0, sizeof(vendor));
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (device == 0x8086) {
        return Done(Irp, STATUS_UNSUCCESSFUL);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
