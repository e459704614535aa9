// A record is looked up in a list under the list's lock, and locked before that is released.
#include <ntddk.h>

typedef struct _SESSION {
    LIST_ENTRY Link;
    ULONG Id;
    KSPIN_LOCK Lock;
    ULONG State;
} SESSION, *PSESSION;

typedef struct _SESSIONS {
    LIST_ENTRY Head;
    KSPIN_LOCK Lock;
} SESSIONS, *PSESSIONS;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH DispatchRead;

static PSESSION FindLocked(PSESSIONS Sessions, ULONG Id, PKIRQL Irql)
{
    PSESSION session = NULL;
    PLIST_ENTRY link;

    KeAcquireSpinLock(&Sessions->Lock, Irql);
    for (link = Sessions->Head.Flink; link != &Sessions->Head; link = link->Flink, session = NULL) {
        session = CONTAINING_RECORD(link, SESSION, Link);
        if (session->Id == Id)
            break;
    }
    if (session == NULL) {
        KeReleaseSpinLock(&Sessions->Lock, *Irql);
        return NULL;
    }
    KeAcquireSpinLockAtDpcLevel(&session->Lock);
    KeReleaseSpinLockFromDpcLevel(&Sessions->Lock);
    return session;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KIRQL irql;
    PSESSION session = FindLocked(DeviceObject->DeviceExtension, 7, &irql);

    if (session != NULL) {
        session->State = 1;
        KeReleaseSpinLock(&session->Lock, irql);
    }
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
    return STATUS_SUCCESS;
}
