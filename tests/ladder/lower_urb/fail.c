// The USB bus driver stores the status of a request in its URB. Here with one mistake.
#include "../ladder.h"

#include <usb.h>
#include <usbioctl.h>

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PDEVICE_OBJECT lower = (PDEVICE_OBJECT)extension->Peer;
    struct _URB_HEADER urb = {0}, other = {0};
    IO_STATUS_BLOCK block = {0};
    KEVENT done;
    PIRP request;
    KIRQL irql;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    request = IoBuildDeviceIoControlRequest(IOCTL_INTERNAL_USB_SUBMIT_URB, lower, NULL, 0, NULL, 0, TRUE, &done, &block);
    if (request == NULL) return Done(Irp, STATUS_INSUFFICIENT_RESOURCES);
    IoGetNextIrpStackLocation(request)->Parameters.Others.Argument1 = &urb;
    if (IoCallDriver(lower, request) == STATUS_PENDING) KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (urb.Status == 7) {
        return Done(Irp, STATUS_UNSUCCESSFUL); // VIOLATION
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Done(Irp, STATUS_SUCCESS);
}
