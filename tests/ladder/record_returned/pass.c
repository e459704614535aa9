// What was acquired, and whether, is a record that a function returns; another one hands it on.
#include "../ladder.h"

typedef struct _TICKET {
    PEXTENSION Extension;
    KIRQL Irql;
    ULONG Held : 1;
    ULONG Spare : 7;
} TICKET;

static TICKET Enter(PEXTENSION Extension)
{
    TICKET ticket;

    ticket.Extension = Extension;
    ticket.Irql = 0;
    ticket.Spare = 5;
    ticket.Held = 0;
    if (Extension->Flag) {
        KeAcquireSpinLock(&Extension->Lock, &ticket.Irql);
        ticket.Held = 1;
    }
    return ticket;
}

static TICKET EnterOnce(PEXTENSION Extension)
{
    return Enter(Extension);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    TICKET tickets[2];

    tickets[0] = EnterOnce(extension);
    tickets[1] = tickets[0];
    if (tickets[1].Held) {
        KeReleaseSpinLock(&tickets[1].Extension->Lock, tickets[1].Irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
