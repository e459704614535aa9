// A pointer to a row of a constant table, which row a field says: what is read through it is of one row.
#include "../ladder.h"

typedef struct _ROW {
    ULONG Flags;
    NTSTATUS (*Run)(PEXTENSION);
} ROW;

static NTSTATUS Add(PEXTENSION Extension)
{
    Extension->Count += 1;
    return STATUS_SUCCESS;
}

static NTSTATUS Take(PEXTENSION Extension)
{
    if (Extension->Count == 0) {
        return STATUS_INVALID_DEVICE_STATE;
    }
    Extension->Count -= 1;
    return STATUS_SUCCESS;
}

static const ROW Rows[] = {
    { 0, Add },
    { 1, Take },
    { 2, Add },
};

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    const ROW *row;
    NTSTATUS status;
    KIRQL irql;

    if (extension->Mask >= RTL_NUMBER_OF(Rows)) {
        return Done(Irp, STATUS_INVALID_DEVICE_REQUEST);
    }
    row = &Rows[extension->Mask];
    if (row->Flags & 2) {
        return Done(Irp, STATUS_NOT_SUPPORTED);
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    status = row->Run(extension);
    if (!NT_SUCCESS(status)) {
        KeReleaseSpinLock(&extension->Lock, irql);
        return Done(Irp, status);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, status);
}
