// A query for an interface that was sent down fills the record that it leads to.
#include "../ladder.h"

typedef struct _PORT_INTERFACE {
    USHORT Size;
    USHORT Version;
    PVOID Context;
    PINTERFACE_REFERENCE Reference;
    PINTERFACE_DEREFERENCE Dereference;
    ULONG Ports;
} PORT_INTERFACE;

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PDEVICE_OBJECT lower = (PDEVICE_OBJECT)extension->Peer;
    PORT_INTERFACE asked = {0}, other = {0};
    IO_STATUS_BLOCK block = {0};
    KEVENT done;
    PIO_STACK_LOCATION next;
    PIRP request;
    KIRQL irql;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    request = IoBuildSynchronousFsdRequest(IRP_MJ_PNP, lower, NULL, 0, NULL, &done, &block);
    if (request == NULL) return Done(Irp, STATUS_INSUFFICIENT_RESOURCES);
    next = IoGetNextIrpStackLocation(request);
    next->MinorFunction = IRP_MN_QUERY_INTERFACE;
    next->Parameters.QueryInterface.Size = sizeof(asked);
    next->Parameters.QueryInterface.Interface = (PINTERFACE)&asked;
    if (IoCallDriver(lower, request) == STATUS_PENDING) KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (other.Ports == 2) {
        return Done(Irp, STATUS_UNSUCCESSFUL);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
