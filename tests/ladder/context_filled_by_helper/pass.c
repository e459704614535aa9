// A helper fills a field through its address, and does not when that is NULL.
#include "../ladder.h"

static VOID Put(PKIRQL Where, KIRQL Value)
{
    if (Where != NULL) {
        *Where = Value;
    }
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PEXTENSION context = IoGetCurrentIrpStackLocation(Irp)->FileObject->FsContext;
    KIRQL irql = 0;

    KeAcquireSpinLock(&extension->Lock, &irql);
    Put(&context->OldIrql, irql);
    KeReleaseSpinLock(&extension->Lock, context->OldIrql);
    return Done(Irp, STATUS_SUCCESS);
}
