// What the system calls to acquire and release a file is called inside a critical region already.
#include <ntifs.h>

typedef struct _FILE_CONTROL {
    FSRTL_COMMON_FCB_HEADER Header;
    ULONG Writers;
} FILE_CONTROL, *PFILE_CONTROL;

DRIVER_INITIALIZE DriverEntry;
FAST_IO_ACQUIRE_FILE AcquireForSection;
FAST_IO_RELEASE_FILE ReleaseForSection;
FAST_IO_ACQUIRE_FOR_CCFLUSH AcquireForFlush;
FAST_IO_RELEASE_FOR_CCFLUSH ReleaseForFlush;

static FAST_IO_DISPATCH FastIo;

VOID AcquireForSection(PFILE_OBJECT FileObject)
{
    PFILE_CONTROL file = FileObject->FsContext;

    ExAcquireResourceExclusiveLite(file->Header.Resource, TRUE);
}

VOID ReleaseForSection(PFILE_OBJECT FileObject)
{
    PFILE_CONTROL file = FileObject->FsContext;

    ExReleaseResourceLite(file->Header.Resource);
}

NTSTATUS AcquireForFlush(PFILE_OBJECT FileObject, PDEVICE_OBJECT DeviceObject)
{
    PFILE_CONTROL file = FileObject->FsContext;

    UNREFERENCED_PARAMETER(DeviceObject);
    ExAcquireResourceSharedLite(file->Header.PagingIoResource, TRUE);
    return STATUS_SUCCESS;
}

NTSTATUS ReleaseForFlush(PFILE_OBJECT FileObject, PDEVICE_OBJECT DeviceObject)
{
    PFILE_CONTROL file = FileObject->FsContext;

    UNREFERENCED_PARAMETER(DeviceObject);
    ExReleaseResourceLite(file->Header.PagingIoResource);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    FastIo.SizeOfFastIoDispatch = sizeof(FastIo);
    FastIo.AcquireFileForNtCreateSection = AcquireForSection;
    FastIo.ReleaseFileForNtCreateSection = ReleaseForSection;
    FastIo.AcquireForCcFlush = AcquireForFlush;
    FastIo.ReleaseForCcFlush = ReleaseForFlush;
    DriverObject->FastIoDispatch = &FastIo;
    return STATUS_SUCCESS;
}
