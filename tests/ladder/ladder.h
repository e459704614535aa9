// SPDX-License-Identifier: Apache-2.0
// What the drivers of the ladder share: a device extension, a driver that dispatches IRP_MJ_READ, the end of an IRP.
#pragma once
#include <ntddk.h>

typedef struct _EXTENSION {
    KSPIN_LOCK Lock;
    KSPIN_LOCK Other;
    KSPIN_LOCK Locks[4];
    KIRQL OldIrql;
    BOOLEAN Flag;
    ULONG Mask;
    NTSTATUS Status;
    LONG Count;
    ULONG Low : 3;
    ULONG Rest : 29;
    struct _EXTENSION *Peer;
    LIST_ENTRY Link;
    PKINTERRUPT Interrupt;
    PDEVICE_OBJECT Self;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;

static NTSTATUS Done(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

#ifndef LADDER_OWN_ENTRY
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
#endif
