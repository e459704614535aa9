// A filter of keyboard input: what it puts between the port's driver and the class is called at DISPATCH_LEVEL.
#include <ntddk.h>
#include <kbdmou.h>
#include <ntddkbd.h>

typedef struct _EXTENSION {
    CONNECT_DATA Upper;
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT Lower;
    HANDLE Log;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
_Dispatch_type_(IRP_MJ_INTERNAL_DEVICE_CONTROL) DRIVER_DISPATCH DispatchInternal;

VOID Input(PDEVICE_OBJECT DeviceObject, PKEYBOARD_INPUT_DATA First, PKEYBOARD_INPUT_DATA End, PULONG Consumed)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    if (First == End) {
        ZwClose(extension->Log); // VIOLATION
    }
    *Consumed = (ULONG)(End - First);
}

NTSTATUS DispatchInternal(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);

    if (stack->Parameters.DeviceIoControl.IoControlCode == IOCTL_INTERNAL_KEYBOARD_CONNECT) {
        PCONNECT_DATA connect = stack->Parameters.DeviceIoControl.Type3InputBuffer;

        extension->Upper = *connect;
        connect->ClassDeviceObject = extension->Self;
        connect->ClassService = Input;
    }
    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(extension->Lower, Irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL] = DispatchInternal;
    return STATUS_SUCCESS;
}
