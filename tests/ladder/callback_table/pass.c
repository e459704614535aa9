// A callback through a table of functions.
#include "../ladder.h"

typedef struct _CALLBACKS {
    VOID (*Enter)(PEXTENSION Extension, PKIRQL Irql);
    VOID (*Leave)(PEXTENSION Extension, KIRQL Irql);
} CALLBACKS;

static VOID EnterOne(PEXTENSION Extension, PKIRQL Irql)
{
    KeAcquireSpinLock(&Extension->Lock, Irql);
}

static VOID EnterTwo(PEXTENSION Extension, PKIRQL Irql)
{
    Extension->Count += 1;
    KeAcquireSpinLock(&Extension->Lock, Irql);
}

static VOID LeaveBoth(PEXTENSION Extension, KIRQL Irql)
{
    KeReleaseSpinLock(&Extension->Lock, Irql);
}

static const CALLBACKS Table[2] = {{EnterOne, LeaveBoth}, {EnterTwo, LeaveBoth}};

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;

    Table[extension->Flag ? 1 : 0].Enter(extension, &irql);
    Table[0].Leave(extension, irql);
    return Done(Irp, STATUS_SUCCESS);
}
