// What a routine says that KeSynchronizeExecution ran.
#include "../ladder.h"

KSYNCHRONIZE_ROUTINE AskDevice;

BOOLEAN AskDevice(PVOID Context)
{
    PEXTENSION extension = Context;

    extension->Flag = extension->Count > 3;
    return extension->Flag;
}

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = 0;
    BOOLEAN ready;

    ready = KeSynchronizeExecution(extension->Interrupt, AskDevice, extension);
    if (ready) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    if (extension->Flag) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Done(Irp, STATUS_SUCCESS);
}
