// One dispatch routine for every request of a driver without AddDevice: its device stands in no stack that power IRPs
// come to, so that nobody calls the routine at DISPATCH_LEVEL.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
DRIVER_DISPATCH DispatchAll;

static FAST_MUTEX StatisticsMutex;
static ULONG Requests[IRP_MJ_MAXIMUM_FUNCTION + 1];
static PDEVICE_OBJECT ControlDevice;

NTSTATUS DispatchAll(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UCHAR major = IoGetCurrentIrpStackLocation(Irp)->MajorFunction;
    NTSTATUS status = STATUS_INVALID_DEVICE_REQUEST;

    UNREFERENCED_PARAMETER(DeviceObject);
    ExAcquireFastMutex(&StatisticsMutex);
    Requests[major] += 1;
    ExReleaseFastMutex(&StatisticsMutex);
    if (major == IRP_MJ_CREATE || major == IRP_MJ_CLOSE) {
        status = STATUS_SUCCESS;
    }
    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    IoDeleteDevice(ControlDevice);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Statistics");
    ULONG i;

    UNREFERENCED_PARAMETER(RegistryPath);
    ExInitializeFastMutex(&StatisticsMutex);
    for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++) {
        DriverObject->MajorFunction[i] = DispatchAll;
    }
    DriverObject->DriverUnload = Unload;
    return IoCreateDevice(DriverObject, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &ControlDevice);
}
