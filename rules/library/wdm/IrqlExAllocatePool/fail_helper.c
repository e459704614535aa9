// As pass_helper.c, but the DPC takes whatever pool the device was set up for.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH DispatchControl;
KDEFERRED_ROUTINE DpcForIsr;

typedef struct _DEVICE_EXTENSION {
    PVOID Names;
    PVOID Samples;
    BOOLEAN SaveMemory;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static PVOID Allocate(POOL_TYPE Type, SIZE_T Bytes)
{
    return ExAllocatePoolWithTag(Type, Bytes, 'teeM'); // VIOLATION
}

VOID DpcForIsr(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    PDEVICE_EXTENSION extension = DeferredContext;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);
    if (extension->Samples == NULL) {
        extension->Samples = Allocate(extension->SaveMemory ? PagedPool : NonPagedPoolNx, 4096);
    }
}

NTSTATUS DispatchControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_EXTENSION extension = DeviceObject->DeviceExtension;

    if (extension->Names == NULL) {
        extension->Names = Allocate(PagedPool, 64);
    }
    return Finish(Irp, extension->Names ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES);
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = DispatchControl;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
