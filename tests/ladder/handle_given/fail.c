// With a success comes a handle, an object, a buffer. Here with one mistake.
#include "../ladder.h"

NTSTATUS DispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    OBJECT_ATTRIBUTES attributes;
    UNICODE_STRING link = {0};
    ANSI_STRING text = {0};
    UNICODE_STRING name = {0};
    GUID guid = {0};
    HANDLE key = NULL;
    PVOID object = NULL;
    NTSTATUS status;
    KIRQL irql = 0;

    InitializeObjectAttributes(&attributes, NULL, 0, NULL, NULL);
    status = ZwOpenKey(&key, KEY_READ, &attributes);
    if (NT_SUCCESS(status)) {
        status = ObReferenceObjectByHandle(key, 0, NULL, KernelMode, &object, NULL);
        ZwClose(key);
    }
    if (NT_SUCCESS(status)) {
        status = IoRegisterDeviceInterface(DeviceObject, &guid, NULL, &link);
    }
    if (NT_SUCCESS(status)) {
        status = RtlAnsiStringToUnicodeString(&name, &text, TRUE);
    }
    if (NT_SUCCESS(status)) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        extension->Count += 1;
    }
    if (key != NULL && object != NULL && link.Buffer != NULL && name.Length != 0) {
        if (NT_SUCCESS(status)) {
            KeReleaseSpinLock(&extension->Lock, irql);
        }
    }
    return Done(Irp, status); // VIOLATION
}
