#include "done.h"

#if !defined(TOY)
#error the property sheet was not read
#endif

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp);
NTSTATUS Write(PDEVICE_OBJECT Device, PIRP Irp);

VOID Unload(PDRIVER_OBJECT Driver) { UNREFERENCED_PARAMETER(Driver); }

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    UNREFERENCED_PARAMETER(Path);
    Driver->DriverUnload = Unload;
    Driver->MajorFunction[IRP_MJ_READ] = Read;
#ifndef LEAVE_OUT_WRITE
    Driver->MajorFunction[IRP_MJ_WRITE] = Write;
#endif
    return STATUS_SUCCESS;
}
