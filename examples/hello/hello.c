// A device that greets whoever reads from it, and keeps count.
#include <ntddk.h>

typedef struct _HELLO_EXTENSION {
    KSPIN_LOCK Lock; // guards the following
    ULONG Greetings;
    LARGE_INTEGER LastGreeting;
} HELLO_EXTENSION, *PHELLO_EXTENSION;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD HelloUnload;
_Dispatch_type_(IRP_MJ_CREATE) _Dispatch_type_(IRP_MJ_CLOSE) DRIVER_DISPATCH HelloCreateClose;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH HelloRead;

static const CHAR Greeting[] = "Hello, reader.\n";

static NTSTATUS HelloComplete(_In_ PIRP Irp, _In_ NTSTATUS Status, _In_ ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

_Use_decl_annotations_
NTSTATUS HelloCreateClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    return HelloComplete(Irp, STATUS_SUCCESS, 0);
}

_Use_decl_annotations_
NTSTATUS HelloRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHELLO_EXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    KIRQL irql;

    KeAcquireSpinLock(&extension->Lock, &irql);
    if (stack->Parameters.Read.Length < sizeof(Greeting)) {
        return HelloComplete(Irp, STATUS_BUFFER_TOO_SMALL, 0);
    }
    extension->Greetings += 1;
    KeQuerySystemTime(&extension->LastGreeting);
    KeReleaseSpinLock(&extension->Lock, irql);

    RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, Greeting, sizeof(Greeting));
    return HelloComplete(Irp, STATUS_SUCCESS, sizeof(Greeting));
}

_Use_decl_annotations_
VOID HelloUnload(PDRIVER_OBJECT DriverObject)
{
    UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\DosDevices\\Hello");

    IoDeleteSymbolicLink(&link);
    if (DriverObject->DeviceObject != NULL) {
        IoDeleteDevice(DriverObject->DeviceObject);
    }
}

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Hello");
    UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\DosDevices\\Hello");
    PHELLO_EXTENSION extension;
    PDEVICE_OBJECT device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = IoCreateDevice(DriverObject, sizeof(HELLO_EXTENSION), &name, FILE_DEVICE_UNKNOWN,
                            FILE_DEVICE_SECURE_OPEN, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    extension = device->DeviceExtension;
    KeInitializeSpinLock(&extension->Lock);
    device->Flags |= DO_BUFFERED_IO;

    status = IoCreateSymbolicLink(&link, &name);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(device);
        return status;
    }
    DriverObject->MajorFunction[IRP_MJ_CREATE] = HelloCreateClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = HelloCreateClose;
    DriverObject->MajorFunction[IRP_MJ_READ] = HelloRead;
    DriverObject->DriverUnload = HelloUnload;
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}
