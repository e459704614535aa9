// A write that has to wait for an oplock to be broken is kept by the oplock package, which marks the IRP pending.
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

static VOID OplockBroken(PVOID Context, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Context);
    Complete(Irp, STATUS_FILE_LOCK_CONFLICT);
}

static VOID BeforePost(PVOID Context, PIRP Irp)
{
    PFILE_CONTROL file = Context;

    UNREFERENCED_PARAMETER(Irp);
    InterlockedIncrement(&file->Posted);
}

NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFILE_CONTROL file = IoGetCurrentIrpStackLocation(Irp)->FileObject->FsContext;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    status = FsRtlCheckOplock(&file->Oplock, Irp, file, OplockBroken, BeforePost);
    if (status == STATUS_PENDING) {
        return status;
    }
    return Complete(Irp, status);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_WRITE] = DispatchWrite;
    return STATUS_SUCCESS;
}
