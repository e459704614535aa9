#include <ntddk.h>

static ULONG Last;

static void Poke(ULONG Value)
{
    Last = Value;
}

static void PokeTwice(ULONG Value)
{
    Poke(Value);
    Poke(Value + 1);
}

static NTSTATUS DispatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->Flags & 1) {
        Poke(101);
    } else if (Irp->Flags & 2) {
        Poke(102);
    }
    PokeTwice(100);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    Poke(7);
    DriverObject->MajorFunction[IRP_MJ_WRITE] = DispatchWrite;
    return STATUS_SUCCESS;
}
