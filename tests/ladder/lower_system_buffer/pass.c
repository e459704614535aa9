// The lower driver fills the system buffer of a read that was sent down.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PULONG buffer = Irp->AssociatedIrp.SystemBuffer;
    ULONG other = 0;
    KIRQL irql;

    *buffer = 0;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoForwardIrpSynchronously((PDEVICE_OBJECT)extension->Peer, Irp);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (other == 7) {
        return Done(Irp, STATUS_UNSUCCESSFUL);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
