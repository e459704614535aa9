// RtlQueryRegistryValues stores a value where its entry of the table tells.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG limit = 0, other = 0;
    RTL_QUERY_REGISTRY_TABLE table[2] = {{0}};
    KIRQL irql;

    table[0].Flags = RTL_QUERY_REGISTRY_DIRECT;
    table[0].Name = L"Limit";
    table[0].EntryContext = &limit;
    RtlQueryRegistryValues(RTL_REGISTRY_SERVICES, L"Sample", table, NULL, NULL);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (other == 7) {
        return Done(Irp, STATUS_UNSUCCESSFUL);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
