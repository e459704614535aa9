// A routine that is always registered together with an object gets no NULL.
#define LADDER_OWN_ENTRY
#include "../ladder.h"

typedef struct _DEVICE_STATE {
    EXTENSION Common;
    KDPC Dpc;
    KDPC Idle;
} DEVICE_STATE, *PDEVICE_STATE;

KDEFERRED_ROUTINE Dpc;
KDEFERRED_ROUTINE IdleDpc;
IO_COMPLETION_ROUTINE Sent;
static KSPIN_LOCK Global;

static VOID Miss(VOID)
{
    KIRQL irql;

    KeAcquireSpinLock(&Global, &irql);
    KeAcquireSpinLock(&Global, &irql);
    KeBugCheck(0);
}

VOID Dpc(PKDPC Self, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    UNREFERENCED_PARAMETER(Self);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);
    if (Context == NULL) {
        Miss();
    }
}

VOID IdleDpc(PKDPC Self, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    KIRQL irql;

    UNREFERENCED_PARAMETER(Self);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);
    KeAcquireSpinLock(&Global, &irql);
    if (Context == NULL) {
        KeReleaseSpinLock(&Global, irql);
        return;
    }
    KeReleaseSpinLock(&Global, irql);
}

NTSTATUS Sent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    if (Context == NULL) {
        Miss();
    }
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_STATE state = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);

    KeInitializeDpc(&state->Dpc, Dpc, state);
    KeInitializeDpc(&state->Idle, IdleDpc, stack->Parameters.Others.Argument1);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Sent, &state->Common, TRUE, TRUE, TRUE);
    return IoCallDriver(state->Common.Self, Irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
