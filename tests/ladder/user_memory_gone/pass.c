// Memory of a user's process is gone when it is touched again, with a lock held by then.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH DispatchControl;

static NTSTATUS Sum(PEXTENSION Extension, PULONG User, ULONG Count)
{
    NTSTATUS status = STATUS_SUCCESS;
    BOOLEAN held = FALSE;
    ULONG total = 0;
    KIRQL irql;
    ULONG i;

    __try {
        ProbeForRead(User, Count * sizeof(ULONG), sizeof(ULONG));
        KeAcquireSpinLock(&Extension->Lock, &irql);
        held = TRUE;
        for (i = 0; i < Count; i++) {
            total += User[i];
        }
        Extension->Count = (LONG)total;
        held = FALSE;
        KeReleaseSpinLock(&Extension->Lock, irql);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = GetExceptionCode();
        if (held) {
            KeReleaseSpinLock(&Extension->Lock, irql);
        }
    }
    return status;
}

// What was copied stays.
static NTSTATUS Take(PEXTENSION Extension, PVOID User)
{
    NTSTATUS status = STATUS_SUCCESS;
    PULONG mine = &Extension->Mask;
    ULONG copy[4];
    KIRQL irql;

    __try {
        ProbeForRead(User, sizeof(copy), sizeof(ULONG));
        RtlCopyMemory(copy, User, sizeof(copy));
        User = copy;
        KeAcquireSpinLock(&Extension->Lock, &irql);
        *mine = copy[0];
        *mine += ((PULONG)User)[1];
        KeReleaseSpinLock(&Extension->Lock, irql);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = GetExceptionCode();
    }
    return status;
}

// A lock that is given back on every way out of the block.
static NTSTATUS Fill(PEXTENSION Extension, PIRP Irp)
{
    NTSTATUS status = STATUS_SUCCESS;
    KIRQL irql;

    __try {
        KeAcquireSpinLock(&Extension->Lock, &irql);
        __try {
            Extension->Count += 1;
            RtlCopyMemory(Irp->UserBuffer, &Extension->Count, sizeof(LONG));
        } __finally {
            KeReleaseSpinLock(&Extension->Lock, irql);
        }
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = GetExceptionCode();
    }
    return status;
}

NTSTATUS DispatchControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PVOID input = stack->Parameters.DeviceIoControl.Type3InputBuffer;
    NTSTATUS status;

    status = Sum(extension, input, stack->Parameters.DeviceIoControl.InputBufferLength / sizeof(ULONG));
    if (NT_SUCCESS(status)) {
        status = Take(extension, input);
    }
    if (NT_SUCCESS(status)) {
        status = Fill(extension, Irp);
    }
    return Done(Irp, status);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = DispatchControl;
    return STATUS_SUCCESS;
}
