// A sampler: every ten milliseconds a timer's DPC measures, and a read takes what was measured. Both use the lock in the
// device extension; on a machine with one processor the DPC, which a read can't interrupt nor be interrupted by while it
// holds the lock, saves the trouble.
#include <ntddk.h>

#define PERIOD 10 // milliseconds
#define SAMPLER_SHARED 0x01 // there are several processors
#define SAMPLER_LATE 0x02   // the DPC came too late once

typedef struct _SAMPLER {
    KSPIN_LOCK Lock; // guards the following
    ULONG Flags;
    ULONG Samples;
    LARGE_INTEGER LastTime;
    PIRP Waiting; // a read that came before its sample; it waits for PERIOD at most
    KTIMER Timer;
    KDPC Dpc;
} SAMPLER, *PSAMPLER;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD SamplerUnload;
_Dispatch_type_(IRP_MJ_CREATE) _Dispatch_type_(IRP_MJ_CLOSE) DRIVER_DISPATCH SamplerCreateClose;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH SamplerRead;
KDEFERRED_ROUTINE SamplerDpc;

static NTSTATUS SamplerComplete(_In_ PIRP Irp, _In_ NTSTATUS Status, _In_ ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static VOID SamplerMeasure(_Inout_ PSAMPLER Sampler)
{
    LARGE_INTEGER now;

    KeQuerySystemTime(&now);
    if (now.QuadPart - Sampler->LastTime.QuadPart > 2 * PERIOD * 10000LL) {
        Sampler->Flags |= SAMPLER_LATE;
    }
    Sampler->LastTime = now;
    Sampler->Samples += 1;
}

_Use_decl_annotations_
VOID SamplerDpc(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    PSAMPLER sampler = DeferredContext;
    PIRP irp;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);
    if (sampler->Flags & SAMPLER_SHARED) {
        KeAcquireSpinLockAtDpcLevel(&sampler->Lock);
    }
    SamplerMeasure(sampler);
    irp = sampler->Waiting;
    if (irp != NULL) {
        *(PULONG)irp->AssociatedIrp.SystemBuffer = sampler->Samples;
        sampler->Samples = 0;
        sampler->Waiting = NULL;
    }
    if (sampler->Flags & SAMPLER_SHARED) {
        KeReleaseSpinLockFromDpcLevel(&sampler->Lock);
    }
    if (irp != NULL) {
        SamplerComplete(irp, STATUS_SUCCESS, sizeof(ULONG));
    }
}

_Use_decl_annotations_
NTSTATUS SamplerRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSAMPLER sampler = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status = STATUS_BUFFER_TOO_SMALL;
    BOOLEAN locked = FALSE;
    KIRQL irql = PASSIVE_LEVEL;

    if (stack->Parameters.Read.Length >= sizeof(ULONG)) {
        KeAcquireSpinLock(&sampler->Lock, &irql);
        locked = TRUE;
        if (sampler->Samples != 0) {
            *(PULONG)Irp->AssociatedIrp.SystemBuffer = sampler->Samples;
            sampler->Samples = 0;
            status = STATUS_SUCCESS;
        } else if (sampler->Waiting == NULL) {
            IoMarkIrpPending(Irp);
            sampler->Waiting = Irp;
            status = STATUS_PENDING;
        } else {
            status = STATUS_DEVICE_BUSY;
        }
    }
    if (locked) {
        KeReleaseSpinLock(&sampler->Lock, irql);
    }
    if (status != STATUS_PENDING) {
        SamplerComplete(Irp, status, status == STATUS_SUCCESS ? sizeof(ULONG) : 0);
    }
    return status;
}

_Use_decl_annotations_
NTSTATUS SamplerCreateClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    return SamplerComplete(Irp, STATUS_SUCCESS, 0);
}

_Use_decl_annotations_
VOID SamplerUnload(PDRIVER_OBJECT DriverObject)
{
    PSAMPLER sampler = DriverObject->DeviceObject->DeviceExtension;

    KeCancelTimer(&sampler->Timer);
    KeFlushQueuedDpcs();
    IoDeleteDevice(DriverObject->DeviceObject);
}

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Sampler");
    PDEVICE_OBJECT device;
    PSAMPLER sampler;
    LARGE_INTEGER due;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = IoCreateDevice(DriverObject, sizeof(SAMPLER), &name, FILE_DEVICE_UNKNOWN, FILE_DEVICE_SECURE_OPEN, TRUE,
                            &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    sampler = device->DeviceExtension;
    KeInitializeSpinLock(&sampler->Lock);
    if (KeQueryActiveProcessorCountEx(ALL_PROCESSOR_GROUPS) > 1) {
        sampler->Flags = SAMPLER_SHARED;
    }
    KeQuerySystemTime(&sampler->LastTime);
    KeInitializeDpc(&sampler->Dpc, SamplerDpc, sampler);
    KeInitializeTimer(&sampler->Timer);
    due.QuadPart = -PERIOD * 10000LL;
    KeSetTimerEx(&sampler->Timer, due, PERIOD, &sampler->Dpc);

    DriverObject->MajorFunction[IRP_MJ_CREATE] = SamplerCreateClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = SamplerCreateClose;
    DriverObject->MajorFunction[IRP_MJ_READ] = SamplerRead;
    DriverObject->DriverUnload = SamplerUnload;
    device->Flags |= DO_BUFFERED_IO;
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}
