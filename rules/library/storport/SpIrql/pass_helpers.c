// Both calls of the helper are made before the IRQL is raised.
#include <ntddk.h>
#include <storport.h>

NTSTATUS TdiRegisterPnPHandlers(PVOID ClientInterfaceInfo, ULONG InterfaceInfoSize, HANDLE *BindingHandle);
NTSTATUS TdiDeregisterPnPHandlers(HANDLE BindingHandle);

typedef struct _EXTENSION {
    KSPIN_LOCK Lock;
    HANDLE Binding;
    ULONG Busy;
} EXTENSION, *PEXTENSION;

sp_DRIVER_INITIALIZE DriverEntry;
HW_FIND_ADAPTER FindAdapter;
HW_INITIALIZE Initialize;
HW_STARTIO StartIo;
HW_RESET_BUS ResetBus;
HW_PASSIVE_INITIALIZE_ROUTINE PassiveInitialize;

static VOID Forget(PEXTENSION Extension)
{
    TdiDeregisterPnPHandlers(Extension->Binding);
    Extension->Binding = NULL;
}

BOOLEAN PassiveInitialize(PVOID DeviceExtension)
{
    PEXTENSION extension = DeviceExtension;
    KIRQL irql;

    Forget(extension);
    if (extension->Binding == NULL) {
        Forget(extension);
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    extension->Busy = 0;
    KeReleaseSpinLock(&extension->Lock, irql);
    return TRUE;
}

BOOLEAN Initialize(PVOID DeviceExtension)
{
    return StorPortEnablePassiveInitialization(DeviceExtension, PassiveInitialize);
}

BOOLEAN StartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
    UNREFERENCED_PARAMETER(DeviceExtension);
    UNREFERENCED_PARAMETER(Srb);
    return TRUE;
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
