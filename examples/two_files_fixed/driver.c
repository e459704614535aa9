// A device that keeps a table of routes: IOCTL_ROUTE_SET_COST changes one. The lock that routes.c acquires is released
// here, in a __finally.
#include "routes.h"

#define IOCTL_ROUTE_SET_COST CTL_CODE(FILE_DEVICE_NETWORK, 0x800, METHOD_BUFFERED, FILE_WRITE_ACCESS)

typedef struct _ROUTE_REQUEST {
    ULONG Id;
    ULONG Cost;
} ROUTE_REQUEST, *PROUTE_REQUEST;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD RouteUnload;
_Dispatch_type_(IRP_MJ_CREATE) _Dispatch_type_(IRP_MJ_CLOSE) DRIVER_DISPATCH RouteCreateClose;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH RouteControl;

static NTSTATUS RouteComplete(_In_ PIRP Irp, _In_ NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS RouteChange(_Inout_ PROUTE_TABLE Table, _In_ PROUTE_REQUEST Request)
{
    PROUTE route;
    KIRQL irql;

    route = RouteLockById(Table, Request->Id, &irql);
    if (route == NULL) {
        return STATUS_NOT_FOUND;
    }
    __try {
        if (Table->Broken) {
            return STATUS_INVALID_DEVICE_STATE;
        }
        if (route->Cost == Request->Cost) {
            __leave;
        }
        RouteSetCost(route, Request->Cost);
    } __finally {
        if (AbnormalTermination()) {
            Table->Broken = TRUE;
        }
        KeReleaseSpinLock(&Table->Lock, irql);
    }
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS RouteControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    if (stack->Parameters.DeviceIoControl.IoControlCode != IOCTL_ROUTE_SET_COST) {
        return RouteComplete(Irp, STATUS_INVALID_DEVICE_REQUEST);
    }
    if (stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(ROUTE_REQUEST)) {
        return RouteComplete(Irp, STATUS_BUFFER_TOO_SMALL);
    }
    __try {
        status = RouteChange(DeviceObject->DeviceExtension, Irp->AssociatedIrp.SystemBuffer);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = GetExceptionCode();
    }
    return RouteComplete(Irp, status);
}

_Use_decl_annotations_
NTSTATUS RouteCreateClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    return RouteComplete(Irp, STATUS_SUCCESS);
}

_Use_decl_annotations_
VOID RouteUnload(PDRIVER_OBJECT DriverObject)
{
    IoDeleteDevice(DriverObject->DeviceObject);
}

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Routes");
    PDEVICE_OBJECT device;
    PROUTE_TABLE table;
    NTSTATUS status;
    ULONG i;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = IoCreateDevice(DriverObject, sizeof(ROUTE_TABLE), &name, FILE_DEVICE_NETWORK, FILE_DEVICE_SECURE_OPEN, FALSE,
                            &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    table = device->DeviceExtension;
    KeInitializeSpinLock(&table->Lock);
    for (i = 0; i < ROUTE_COUNT; i += 1) {
        table->Routes[i].Id = i;
        table->Routes[i].Cost = ROUTE_MAX_COST;
    }
    DriverObject->MajorFunction[IRP_MJ_CREATE] = RouteCreateClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = RouteCreateClose;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = RouteControl;
    DriverObject->DriverUnload = RouteUnload;
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}
