// A field is written by its offset from a pointer of which only the routine knows what it leads to. Here with one mistake.
#include "../ladder.h"

typedef struct _WORK {
    ULONG Size;
    ULONG Finished;
} WORK;

static VOID Finish(PVOID Work)
{
    *(PULONG)((PUCHAR)Work + FIELD_OFFSET(WORK, Finished)) = 1;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    WORK work = { sizeof(WORK), 0 };
    KIRQL irql = 0;

    Finish(&work);
    if (work.Finished) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    if (!work.Finished) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS); // VIOLATION
}
