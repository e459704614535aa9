#include <ntddk.h>

VOID TakeLock(PKIRQL irql);
VOID DropLock(KIRQL irql);
DRIVER_DISPATCH Read;

NTSTATUS Read(PDEVICE_OBJECT device, PIRP irp)
{
    KIRQL irql;
    TakeLock(&irql);
    DropLock(irql);
    irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}
