// A routine gets a record as its context and uses it as a pointer to the first field. Right.
#include "../ladder.h"

typedef struct _REQUEST {
    BOOLEAN Granted;
    PEXTENSION Extension;
} REQUEST;

static KSYNCHRONIZE_ROUTINE Grant;
static BOOLEAN Grant(PVOID Context)
{
    *(PBOOLEAN)Context = TRUE;
    return TRUE;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    REQUEST request = { FALSE, DeviceObject->DeviceExtension };
    KIRQL irql = 0;

    KeSynchronizeExecution(request.Extension->Interrupt, Grant, &request);
    if (request.Granted) {
        KeAcquireSpinLock(&request.Extension->Lock, &irql);
    }
    if (request.Granted) {
        KeReleaseSpinLock(&request.Extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
