// As pass_notify.c, but each of them forgets to on one way.
#include <ntifs.h>

DRIVER_INITIALIZE DriverEntry;

static KSPIN_LOCK Lock;
static ULONG Processes;
static FAST_IO_DISPATCH FastIo;

static VOID ProcessNotify(HANDLE Parent, HANDLE Process, BOOLEAN Create)
{
    KIRQL irql;

    UNREFERENCED_PARAMETER(Parent);
    UNREFERENCED_PARAMETER(Process);
    KeAcquireSpinLock(&Lock, &irql);
    if (!Create && Processes == 0) {
        return; // VIOLATION
    }
    Processes += Create ? 1 : -1;
    KeReleaseSpinLock(&Lock, irql);
}

static BOOLEAN FastDeviceControl(PFILE_OBJECT FileObject, BOOLEAN Wait, PVOID Input, ULONG InputLength, PVOID Output,
                                 ULONG OutputLength, ULONG Code, PIO_STATUS_BLOCK IoStatus, PDEVICE_OBJECT DeviceObject)
{
    KIRQL irql;

    UNREFERENCED_PARAMETER(FileObject);
    UNREFERENCED_PARAMETER(Wait);
    UNREFERENCED_PARAMETER(Input);
    UNREFERENCED_PARAMETER(InputLength);
    UNREFERENCED_PARAMETER(Output);
    UNREFERENCED_PARAMETER(OutputLength);
    UNREFERENCED_PARAMETER(IoStatus);
    UNREFERENCED_PARAMETER(DeviceObject);
    KeAcquireSpinLock(&Lock, &irql);
    if (Code == 7) {
        return FALSE; // VIOLATION
    }
    KeReleaseSpinLock(&Lock, irql);
    return TRUE;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    KeInitializeSpinLock(&Lock);
    FastIo.SizeOfFastIoDispatch = sizeof(FastIo);
    FastIo.FastIoDeviceControl = FastDeviceControl;
    DriverObject->FastIoDispatch = &FastIo;
    return PsSetCreateProcessNotifyRoutine(ProcessNotify, FALSE);
}
