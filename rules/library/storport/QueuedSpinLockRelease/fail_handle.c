// The handle that is released is another one.
#include <ntddk.h>
#include <storport.h>

typedef struct _EXTENSION {
    KSPIN_LOCK Lock;
    KSPIN_LOCK Other;
    ULONG Busy;
} EXTENSION, *PEXTENSION;

sp_DRIVER_INITIALIZE DriverEntry;
HW_FIND_ADAPTER FindAdapter;
HW_INITIALIZE Initialize;
HW_STARTIO StartIo;
HW_RESET_BUS ResetBus;

BOOLEAN StartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
    PEXTENSION extension = DeviceExtension;
    KLOCK_QUEUE_HANDLE mine;
    KLOCK_QUEUE_HANDLE other = {0};

    UNREFERENCED_PARAMETER(Srb);
    KeAcquireInStackQueuedSpinLock(&extension->Lock, &mine);
    extension->Busy += 1;
    KeReleaseInStackQueuedSpinLock(&other); // VIOLATION
    return TRUE; // ALSO QueuedSpinLock, SpChangeIrql
}

ULONG FindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation, PCHAR ArgumentString,
                  PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Reserved3)
{
    UNREFERENCED_PARAMETER(DeviceExtension);
    UNREFERENCED_PARAMETER(HwContext);
    UNREFERENCED_PARAMETER(BusInformation);
    UNREFERENCED_PARAMETER(ArgumentString);
    UNREFERENCED_PARAMETER(Reserved3);
    UNREFERENCED_PARAMETER(ConfigInfo);
    return SP_RETURN_FOUND;
}

BOOLEAN Initialize(PVOID DeviceExtension)
{
    UNREFERENCED_PARAMETER(DeviceExtension);
    return TRUE;
}

BOOLEAN ResetBus(PVOID DeviceExtension, ULONG PathId)
{
    UNREFERENCED_PARAMETER(DeviceExtension);
    UNREFERENCED_PARAMETER(PathId);
    return TRUE;
}

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath)
{
    HW_INITIALIZATION_DATA data;

    RtlZeroMemory(&data, sizeof(data));
    data.HwInitializationDataSize = sizeof(data);
    data.AdapterInterfaceType = PCIBus;
    data.HwFindAdapter = FindAdapter;
    data.HwInitialize = Initialize;
    data.HwStartIo = StartIo;
    data.HwResetBus = ResetBus;
    data.DeviceExtensionSize = sizeof(EXTENSION);
    return StorPortInitialize(DriverObject, RegistryPath, &data, NULL);
}
