// As pass_helpers.c, but the caller that holds the lock does not say so.
#include <ntddk.h>
#include <storport.h>

typedef struct _EXTENSION {
    ULONG Busy;
    PIRP Irp;
} EXTENSION, *PEXTENSION;

sp_DRIVER_INITIALIZE DriverEntry;
HW_FIND_ADAPTER FindAdapter;
HW_INITIALIZE Initialize;
HW_STARTIO StartIo;
HW_RESET_BUS ResetBus;
HW_PROCESS_SERVICE_REQUEST ProcessServiceRequest;

BOOLEAN StartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
    UNREFERENCED_PARAMETER(DeviceExtension);
    UNREFERENCED_PARAMETER(Srb);
    return TRUE;
}

static VOID Finish(PEXTENSION Extension, PIRP Irp, PSTOR_LOCK_HANDLE Held)
{
    if (Held != NULL) {
        StorPortReleaseSpinLock(Extension, Held);
    }
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // VIOLATION
}

VOID ProcessServiceRequest(PVOID DeviceExtension, PVOID Irp)
{
    PEXTENSION extension = DeviceExtension;
    STOR_LOCK_HANDLE handle;

    if (extension->Busy == 0) {
        Finish(extension, Irp, NULL);
        return;
    }
    StorPortAcquireSpinLock(extension, InterruptLock, NULL, &handle);
    extension->Busy -= 1;
    Finish(extension, Irp, NULL);
    StorPortReleaseSpinLock(extension, &handle);
}

ULONG FindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation, PCHAR ArgumentString,
                  PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Reserved3)
{
    UNREFERENCED_PARAMETER(DeviceExtension);
    UNREFERENCED_PARAMETER(HwContext);
    UNREFERENCED_PARAMETER(BusInformation);
    UNREFERENCED_PARAMETER(ArgumentString);
    UNREFERENCED_PARAMETER(ConfigInfo);
    UNREFERENCED_PARAMETER(Reserved3);
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
    data.HwProcessServiceRequest = ProcessServiceRequest;
    data.DeviceExtensionSize = sizeof(EXTENSION);
    return StorPortInitialize(DriverObject, RegistryPath, &data, NULL);
}
