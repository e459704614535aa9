// An adapter of the old style: its channel is allocated and given back below DISPATCH_LEVEL, a transfer ended at a device's level.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH DispatchWrite;
DRIVER_CONTROL AdapterControl;
KSYNCHRONIZE_ROUTINE End;

typedef struct _DEVICE_EXTENSION {
    PADAPTER_OBJECT Adapter;
    PKINTERRUPT Interrupt;
    PVOID Base;
    ULONG Registers;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

BOOLEAN End(PVOID Context)
{
    PDEVICE_EXTENSION extension = Context;

    if (extension->Registers == 0) {
        return FALSE;
    }
    return IoFlushAdapterBuffers(extension->Adapter, NULL, extension->Base, NULL, 0, TRUE); // VIOLATION
}

IO_ALLOCATION_ACTION AdapterControl(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID MapRegisterBase, PVOID Context)
{
    PDEVICE_EXTENSION extension = Context;
    ULONG length = 1;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    extension->Base = MapRegisterBase;
    IoMapTransfer(extension->Adapter, NULL, MapRegisterBase, NULL, &length, TRUE);
    return DeallocateObjectKeepRegisters;
}

NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;

    if (extension->Base != NULL) {
        KeSynchronizeExecution(extension->Interrupt, End, extension);
        IoFreeMapRegisters(extension->Adapter, extension->Base, extension->Registers); // VIOLATION
    } else {
        IoAllocateAdapterChannel(extension->Adapter, DeviceObject, extension->Registers, AdapterControl, // VIOLATION
                                 extension);
    }
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_WRITE] = DispatchWrite;
    return STATUS_SUCCESS;
}
