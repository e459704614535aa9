// A pointer to a row of a constant table, which row a field says: what is read through it is of one row, wherever else the driver looks. Here with one mistake.
#include "../ladder.h"

typedef struct _SLOT {
    KSPIN_LOCK Lock;
    LONG Uses;
} SLOT, *PSLOT;

typedef struct _DEVICE {
    ULONG Kind;
    ULONG Key;
    SLOT Slots[16];
} DEVICE, *PDEVICE;

typedef struct _ROW {
    ULONG Flags;
    NTSTATUS (*Run)(PSLOT);
} ROW;

static NTSTATUS Add(PSLOT Slot)
{
    Slot->Uses += 1;
    return STATUS_SUCCESS;
}

static NTSTATUS Take(PSLOT Slot)
{
    if (Slot->Uses == 0) {
        return STATUS_INVALID_DEVICE_STATE;
    }
    Slot->Uses -= 1;
    return STATUS_SUCCESS;
}

static const ROW Rows[] = {
    { 0, Add },
    { 1, Take },
    { 2, Add },
};

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE device = DeviceObject->DeviceExtension;
    PSLOT slot = &device->Slots[device->Key & 15];
    const ROW *row;
    NTSTATUS status;
    KIRQL irql;

    if (device->Kind >= RTL_NUMBER_OF(Rows)) {
        return Done(Irp, STATUS_INVALID_DEVICE_REQUEST);
    }
    row = &Rows[device->Kind];
    if (row->Flags & 2) {
        return Done(Irp, STATUS_NOT_SUPPORTED);
    }
    KeAcquireSpinLock(&slot->Lock, &irql);
    if (slot->Uses < 0) {
        KeReleaseSpinLock(&slot->Lock, irql);
        return Done(Irp, STATUS_DEVICE_DATA_ERROR);
    }
    status = row->Run(slot);
    if (!NT_SUCCESS(status)) {
        return Done(Irp, status); // VIOLATION
    }
    KeReleaseSpinLock(&slot->Lock, irql);
    return Done(Irp, status);
}
