// A row of a constant table, chosen by a field, has the functions that acquire and release the same lock.
#include "../ladder.h"

typedef struct _ROW {
    VOID (*Enter)(PEXTENSION, PKIRQL);
    VOID (*Leave)(PEXTENSION, KIRQL);
} ROW;

static VOID EnterLock(PEXTENSION Extension, PKIRQL Irql) { KeAcquireSpinLock(&Extension->Lock, Irql); }
static VOID LeaveLock(PEXTENSION Extension, KIRQL Irql) { KeReleaseSpinLock(&Extension->Lock, Irql); }
static VOID EnterOther(PEXTENSION Extension, PKIRQL Irql) { KeAcquireSpinLock(&Extension->Other, Irql); }
static VOID LeaveOther(PEXTENSION Extension, KIRQL Irql) { KeReleaseSpinLock(&Extension->Other, Irql); }

static const ROW Rows[] = {
    { EnterLock, LeaveLock },
    { EnterOther, LeaveOther },
    { NULL, NULL },
};

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG row = extension->Mask & 3;
    KIRQL irql = 0;

    if (row >= 2) {
        return Done(Irp, STATUS_INVALID_DEVICE_REQUEST);
    }
    Rows[row].Enter(extension, &irql);
    Rows[row].Leave(extension, irql);
    return Done(Irp, STATUS_SUCCESS);
}
