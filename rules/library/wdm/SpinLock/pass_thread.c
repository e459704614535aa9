// Threads that end by PsTerminateSystemThread, in their own routine and in a helper's.
#include <ntddk.h>

typedef struct _EXTENSION {
    KSPIN_LOCK Lock;
    HANDLE Thread;
    BOOLEAN Stop;
    ULONG Count;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH DispatchCreate;
KSTART_ROUTINE Once;
KSTART_ROUTINE Poll;

VOID Once(PVOID Context)
{
    PEXTENSION extension = Context;
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    extension->Count += 1;
    KeReleaseSpinLock(&extension->Lock, irql);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static ULONG Next(PEXTENSION Extension)
{
    KIRQL irql;

    KeAcquireSpinLock(&Extension->Lock, &irql);
    if (Extension->Stop) {
        KeReleaseSpinLock(&Extension->Lock, irql);
        PsTerminateSystemThread(STATUS_SUCCESS);
    }
    Extension->Count += 1;
    KeReleaseSpinLock(&Extension->Lock, irql);
    return Extension->Count;
}

VOID Poll(PVOID Context)
{
    PEXTENSION extension = Context;
    KIRQL irql;

    while (Next(extension) < 100) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        extension->Count += 1;
        KeReleaseSpinLock(&extension->Lock, irql);
    }
}

NTSTATUS DispatchCreate(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;

    status = PsCreateSystemThread(&extension->Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Once, extension);
    if (NT_SUCCESS(status)) {
        ZwClose(extension->Thread);
        status = PsCreateSystemThread(&extension->Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Poll, extension);
    }
    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CREATE] = DispatchCreate;
    return STATUS_SUCCESS;
}
