// RtlQueryRegistryValues calls the routine of an entry before it returns.
#include "../ladder.h"

RTL_QUERY_REGISTRY_ROUTINE Keep;

NTSTATUS Keep(PWSTR Name, ULONG Type, PVOID Data, ULONG Length, PVOID Context, PVOID EntryContext)
{
    UNREFERENCED_PARAMETER(Name);
    UNREFERENCED_PARAMETER(Type);
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(Context);
    if (Length == 4) *(PULONG)EntryContext = 7;
    return STATUS_SUCCESS;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG limit = 0;
    RTL_QUERY_REGISTRY_TABLE table[2] = {{0}};
    KIRQL irql;

    table[0].QueryRoutine = Keep;
    table[0].Name = L"Limit";
    table[0].EntryContext = &limit;
    RtlQueryRegistryValues(RTL_REGISTRY_SERVICES, L"Sample", table, NULL, NULL);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (limit == 5) {
        return Done(Irp, STATUS_UNSUCCESSFUL);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
