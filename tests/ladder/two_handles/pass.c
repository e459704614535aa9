// Two registry keys are opened; the lock is released unless both keys have one handle, which is never so. Right.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    OBJECT_ATTRIBUTES attributes;
    UNICODE_STRING name;
    HANDLE first = NULL, second = NULL;
    BOOLEAN locked = FALSE;
    KIRQL irql;

    RtlInitUnicodeString(&name, L"\\Registry\\Machine\\Software");
    InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE, NULL, NULL);
    if (!NT_SUCCESS(ZwOpenKey(&first, KEY_READ, &attributes)))
        return Done(Irp, STATUS_UNSUCCESSFUL);
    if (NT_SUCCESS(ZwOpenKey(&second, KEY_READ, &attributes))) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        locked = TRUE;
    }
    if (locked && first != second)
        KeReleaseSpinLock(&extension->Lock, irql);
    ZwClose(first);
    if (second != NULL)
        ZwClose(second);
    return Done(Irp, STATUS_SUCCESS);
}
