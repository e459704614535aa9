// The status block of a request that the driver built tells how much was transferred.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PDEVICE_OBJECT lower = (PDEVICE_OBJECT)extension->Peer;
    IO_STATUS_BLOCK block = {0};
    KEVENT done;
    ULONG answer = 0, other = 0;
    NTSTATUS status;
    PIRP request;
    KIRQL irql;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    request = IoBuildDeviceIoControlRequest(0x7405c, lower, NULL, 0, &answer, sizeof(answer), FALSE, &done, &block);
    if (request == NULL) return Done(Irp, STATUS_INSUFFICIENT_RESOURCES);
    status = IoCallDriver(lower, request);
    if (status == STATUS_PENDING) KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    UNREFERENCED_PARAMETER(other);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (status == STATUS_PENDING && block.Status == STATUS_PENDING) {
        return Done(Irp, STATUS_UNSUCCESSFUL);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
