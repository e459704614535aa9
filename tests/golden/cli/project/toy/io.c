#include "done.h"

NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
{
    KIRQL irql;
    UNREFERENCED_PARAMETER(Device);
    IoAcquireCancelSpinLock(&irql);
    IoReleaseCancelSpinLock(irql);
    return Done(Irp, STATUS_SUCCESS);
}

NTSTATUS Write(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    return Done(Irp, STATUS_NOT_SUPPORTED);
}
