// As pass_dma.c, but without a queue: the dispatch routine allocates the channel at PASSIVE_LEVEL.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH DispatchWrite;
DRIVER_CONTROL AdapterControl;

typedef struct _DEVICE_EXTENSION {
    PDMA_ADAPTER Adapter;
    ULONG MapRegisters;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

IO_ALLOCATION_ACTION AdapterControl(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID MapRegisterBase, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(MapRegisterBase);
    UNREFERENCED_PARAMETER(Context);
    return DeallocateObjectKeepRegisters;
}

static VOID Begin(PDEVICE_OBJECT DeviceObject)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;
    PDMA_OPERATIONS dma = extension->Adapter->DmaOperations;

    dma->AllocateAdapterChannel(extension->Adapter, DeviceObject, extension->MapRegisters, AdapterControl, // VIOLATION
                                extension);
}

NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    IoMarkIrpPending(Irp);
    Begin(DeviceObject);
    return STATUS_PENDING;
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_WRITE] = DispatchWrite;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
