// A lock is not acquired when nothing is added, and released when the safe function succeeds. Wrong.
#include "../ladder.h"

/* As the safe functions of ntintsafe.h are written. */
static NTSTATUS Add(ULONG First, ULONG Second, ULONG *Sum)
{
    return __builtin_add_overflow(First, Second, Sum) ? STATUS_INTEGER_OVERFLOW : STATUS_SUCCESS;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.Length;
    ULONG more = IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.Key;
    ULONG sum;
    KIRQL irql;

    if (length + more > length)
        KeAcquireSpinLock(&extension->Lock, &irql);
    if (NT_SUCCESS(Add(length, more, &sum)))
        KeReleaseSpinLock(&extension->Lock, irql); // VIOLATION
    return Done(Irp, STATUS_SUCCESS);
}
