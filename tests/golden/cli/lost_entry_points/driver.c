#include <ntddk.h>

static NTSTATUS Read(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    Irp->IoStatus.Status = STATUS_SUCCESS;
    return Finish(Irp;
}

NTSTATUS Load(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    DriverObject->MajorFunction[IRP_MJ_READ] = Rad;
    return STATUS_SUCCESS;
}
