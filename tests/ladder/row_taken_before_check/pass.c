// The address of a table's row is taken before the index is checked.
#include "../ladder.h"

typedef struct _ROW {
    ULONG Kind;
    ULONG Limit;
} ROW;

static const ROW Rows[3] = { { 1, 10 }, { 2, 20 }, { 3, 30 } };

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG index = extension->Mask;
    const ROW *row = &Rows[index];
    KIRQL irql = 0;

    KeAcquireSpinLock(&extension->Lock, &irql);
    if (index >= 3) {
        KeReleaseSpinLock(&extension->Lock, irql);
        return Done(Irp, STATUS_INVALID_PARAMETER);
    }
    if (row->Kind != 0) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
