// Interrupts are synchronized all together, and the lock of a message is left alone.
#include <ntddk.h>
#include <storport.h>

typedef struct _EXTENSION {
    ULONG Busy;
    BOOLEAN PerMessage;
    STOR_DPC Dpc;
} EXTENSION, *PEXTENSION;

sp_DRIVER_INITIALIZE DriverEntry;
HW_FIND_ADAPTER FindAdapter;
HW_INITIALIZE Initialize;
HW_STARTIO StartIo;
HW_RESET_BUS ResetBus;
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Message;

BOOLEAN Message(PVOID DeviceExtension, ULONG MessageId)
{
    UNREFERENCED_PARAMETER(DeviceExtension);
    UNREFERENCED_PARAMETER(MessageId);
    return TRUE;
}

BOOLEAN StartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
    PEXTENSION extension = DeviceExtension;
    ULONG irql;

    UNREFERENCED_PARAMETER(Srb);
    if (extension->PerMessage) {
        StorPortAcquireMSISpinLock(extension, 0, &irql);
        extension->Busy += 1;
        StorPortReleaseMSISpinLock(extension, 0, irql);
    }
    return TRUE;
}

ULONG FindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation, PCHAR ArgumentString,
                  PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Reserved3)
{
    PEXTENSION extension = DeviceExtension;

    UNREFERENCED_PARAMETER(HwContext);
    UNREFERENCED_PARAMETER(BusInformation);
    UNREFERENCED_PARAMETER(ArgumentString);
    UNREFERENCED_PARAMETER(Reserved3);
    ConfigInfo->HwMSInterruptRoutine = Message;
    ConfigInfo->InterruptSynchronizationMode = InterruptSynchronizeAll;
    extension->PerMessage = FALSE;
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
