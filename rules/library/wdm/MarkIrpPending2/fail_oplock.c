// As pass_oplock.c, but the caller waits for the oplock to be broken: there is no IRP that the oplock package has kept,
// and the helper pends a write for a reason of its own.
#include <ntifs.h>

typedef struct _FILE_CONTROL {
    FSRTL_COMMON_FCB_HEADER Header;
    OPLOCK Oplock;
    LONG Posted;
} FILE_CONTROL, *PFILE_CONTROL;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH DispatchWrite;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_DISK_INCREMENT);
    return Status;
}

NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFILE_CONTROL file = IoGetCurrentIrpStackLocation(Irp)->FileObject->FsContext;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    status = FsRtlCheckOplock(&file->Oplock, Irp, file, NULL, NULL);
    if (NT_SUCCESS(status) && file->Posted != 0) {
        return STATUS_PENDING; // VIOLATION
    }
    return Complete(Irp, status);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_WRITE] = DispatchWrite;
    return STATUS_SUCCESS;
}
