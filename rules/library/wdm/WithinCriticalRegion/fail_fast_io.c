// Only those fast I/O routines that acquire and release a file are called inside a region: the one that reads is not.
#include <ntifs.h>

typedef struct _FILE_CONTROL {
    FSRTL_COMMON_FCB_HEADER Header;
    ULONG Readers;
} FILE_CONTROL, *PFILE_CONTROL;

DRIVER_INITIALIZE DriverEntry;
FAST_IO_ACQUIRE_FILE AcquireForSection;
FAST_IO_QUERY_STANDARD_INFO QueryStandard;

static FAST_IO_DISPATCH FastIo;

static VOID Acquire(PFILE_CONTROL File)
{
    ExAcquireResourceSharedLite(File->Header.Resource, TRUE); // VIOLATION
    File->Readers += 1;
}

VOID AcquireForSection(PFILE_OBJECT FileObject)
{
    Acquire(FileObject->FsContext);
}

BOOLEAN QueryStandard(PFILE_OBJECT FileObject, BOOLEAN Wait, PFILE_STANDARD_INFORMATION Buffer, PIO_STATUS_BLOCK IoStatus,
                      PDEVICE_OBJECT DeviceObject)
{
    PFILE_CONTROL file = FileObject->FsContext;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (!Wait) {
        return FALSE;
    }
    Acquire(file);
    Buffer->EndOfFile = file->Header.FileSize;
    FsRtlEnterFileSystem();
    ExReleaseResourceLite(file->Header.Resource);
    FsRtlExitFileSystem();
    IoStatus->Status = STATUS_SUCCESS;
    return TRUE;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    FastIo.SizeOfFastIoDispatch = sizeof(FastIo);
    FastIo.AcquireFileForNtCreateSection = AcquireForSection;
    FastIo.FastIoQueryStandardInfo = QueryStandard;
    DriverObject->FastIoDispatch = &FastIo;
    return STATUS_SUCCESS;
}
