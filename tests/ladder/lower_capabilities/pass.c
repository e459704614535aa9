// A query for capabilities that was sent down is answered in the record that it leads to.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    DEVICE_CAPABILITIES asked = {0}, other = {0};
    KIRQL irql;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoGetNextIrpStackLocation(Irp)->MajorFunction = IRP_MJ_PNP;
    IoGetNextIrpStackLocation(Irp)->MinorFunction = IRP_MN_QUERY_CAPABILITIES;
    IoGetNextIrpStackLocation(Irp)->Parameters.DeviceCapabilities.Capabilities = &asked;
    IoForwardIrpSynchronously((PDEVICE_OBJECT)extension->Peer, Irp);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (other.Removable) {
        return Done(Irp, STATUS_UNSUCCESSFUL);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
