// Names of headers that a driver reads, one or two of each.
#include <ntddk.h>
#include <intrin.h>
#include <mountmgr.h>
#include <ntdddisk.h>
#include <ntddscsi.h>
#include <ntddser.h>
#include <srbhelper.h>
#include <usbioctl.h>

DRIVER_INITIALIZE DriverEntry;
PCW_CALLBACK Collect;

static PPCW_REGISTRATION Registration;
static ULONG Opened;

NTSTATUS Collect(PCW_CALLBACK_TYPE Type, PPCW_CALLBACK_INFORMATION Info, PVOID Context)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"all");
    PCW_DATA data = { &Opened, sizeof(Opened) };

    UNREFERENCED_PARAMETER(Context);
    if (Type == PcwCallbackCollectData) {
        return PcwAddInstance(Info->CollectData.Buffer, &name, 0, 1, &data);
    }
    return STATUS_SUCCESS;
}

static BOOLEAN IsSerial(ULONG Code)
{
    return Code == IOCTL_SERIAL_GET_COMMCONFIG || Code == IOCTL_SERIAL_SET_COMMCONFIG ||
           Code == IOCTL_SERENUM_EXPOSE_HARDWARE || Code == IOCTL_SERENUM_REMOVE_HARDWARE;
}

static BOOLEAN IsShared(PUSB_PORT_PROPERTIES Port)
{
    return Port->PortHasMultipleCompanions && !Port->PortConnectorIsTypeC;
}

static ULONG LengthOf(PSCSI_PASS_THROUGH32_EX Request)
{
    return Request->StorAddressLength + sizeof(MOUNTDEV_NAME);
}

static BOOLEAN Again(PVOID Srb, ULONG Length, PVOID Copy)
{
    SrbZeroSrb(Srb);
    return SrbCopySrb(Srb, Length, Copy);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    LPCTSTR none = NULL;
    USB_PORT_PROPERTIES port = { 0 };
    SCSI_PASS_THROUGH32_EX request = { 0 };
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"names");
    PCW_COUNTER_DESCRIPTOR counter = { 1, 0, 0, sizeof(ULONG) };
    PCW_REGISTRATION_INFORMATION counters = { PCW_CURRENT_VERSION, &name, 1, &counter, Collect, NULL };

    UNREFERENCED_PARAMETER(RegistryPath);
    __invlpg(DriverObject);
    if (none != NULL || IsSerial((ULONG)__readpmc(0)) || IsShared(&port) || Again(DriverObject, LengthOf(&request), NULL) ||
        GPT_BASIC_DATA_ATTRIBUTE_READ_ONLY == 0) {
        return STATUS_UNSUCCESSFUL;
    }
    return PcwRegister(&Registration, &counters);
}
