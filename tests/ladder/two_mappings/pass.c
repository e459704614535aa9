// Device memory that is mapped twice, and memory for a transfer: three places. Right.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PHYSICAL_ADDRESS address = {0};
    PVOID first, second, common;
    KIRQL irql;

    first = MmMapIoSpace(address, 64, MmNonCached);
    second = MmMapIoSpace(address, 64, MmNonCached);
    common = MmAllocateContiguousMemory(64, address);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (first == NULL || second == NULL || common == NULL || (first != second && common != first))
        KeReleaseSpinLock(&extension->Lock, irql);
    if (common != NULL)
        MmFreeContiguousMemory(common);
    if (second != NULL)
        MmUnmapIoSpace(second, 64);
    if (first != NULL)
        MmUnmapIoSpace(first, 64);
    return Done(Irp, STATUS_SUCCESS);
}
