// Two record types begin alike, and a device extension is one or the other: what is said of the header is said of both. Right.
#include "../ladder.h"

typedef struct _COMMON {
    BOOLEAN IsFunction;
    UCHAR State;
} COMMON;

typedef struct _FUNCTION {
    BOOLEAN IsFunction;
    UCHAR State;
    KSPIN_LOCK Lock;
} FUNCTION;

static VOID SetState(PDEVICE_OBJECT DeviceObject, UCHAR State)
{
    ((COMMON *)DeviceObject->DeviceExtension)->State = State;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    FUNCTION *function = DeviceObject->DeviceExtension;
    KIRQL irql = 0;

    function->State = 1;
    SetState(DeviceObject, 2);
    if (function->State == 2) {
        KeAcquireSpinLock(&function->Lock, &irql);
    }
    if (function->State != 1) {
        KeReleaseSpinLock(&function->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
