// As pass_fault.c, but the memory is written to first: then the region that is left was never entered.
#include <ntifs.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH DispatchWrite;

static NTSTATUS Store(PULONG To)
{
    NTSTATUS status = STATUS_SUCCESS;
    __try {
        __try {
            *To = 1;
            FsRtlEnterFileSystem();
        } __except (EXCEPTION_EXECUTE_HANDLER) {
            status = GetExceptionCode();
        }
    } __finally {
        FsRtlExitFileSystem(); // VIOLATION
    }
    return status;
}

NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = Store(Irp->UserBuffer);
    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
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
