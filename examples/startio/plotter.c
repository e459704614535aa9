// A plotter that draws one stroke at a time: the I/O manager queues the strokes and hands each to StartIo, the interrupt
// says that the pen has arrived. A stroke can be cancelled while it waits and while it is drawn.
#include <ntddk.h>

#define PLOTTER_GO 0x01
#define PLOTTER_STOP 0x02
#define PLOTTER_DONE 0x80

typedef struct _PLOTTER_REGISTERS {
    UCHAR Control;
    UCHAR Status;
    USHORT Count;
} PLOTTER_REGISTERS, *PPLOTTER_REGISTERS;

typedef struct _PLOTTER {
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT Lower;
    PPLOTTER_REGISTERS Registers;
    PKINTERRUPT Interrupt;
} PLOTTER, *PPLOTTER;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE PlotterAddDevice;
DRIVER_UNLOAD PlotterUnload;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH PlotterWrite;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH PlotterPnp;
DRIVER_STARTIO PlotterStartIo;
DRIVER_CANCEL PlotterCancelQueued;
DRIVER_CANCEL PlotterCancelActive;
KSERVICE_ROUTINE PlotterIsr;
IO_DPC_ROUTINE PlotterDpc;

static VOID PlotterComplete(_In_ PIRP Irp, _In_ NTSTATUS Status, _In_ ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

// The stroke still waits.
_Use_decl_annotations_
VOID PlotterCancelQueued(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KeRemoveEntryDeviceQueue(&DeviceObject->DeviceQueue, &Irp->Tail.Overlay.DeviceQueueEntry);
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    PlotterComplete(Irp, STATUS_CANCELLED, 0);
}

// The pen is moving. It is told to stop; the interrupt that follows ends the stroke.
_Use_decl_annotations_
VOID PlotterCancelActive(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PPLOTTER plotter = DeviceObject->DeviceExtension;

    WRITE_REGISTER_UCHAR(&plotter->Registers->Control, PLOTTER_STOP);
    IoReleaseCancelSpinLock(Irp->CancelIrql);
}

_Use_decl_annotations_
NTSTATUS PlotterWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);

    if (stack->Parameters.Write.Length == 0 || stack->Parameters.Write.Length > MAXUSHORT) {
        PlotterComplete(Irp, STATUS_INVALID_PARAMETER, 0);
        return STATUS_INVALID_PARAMETER;
    }
    IoMarkIrpPending(Irp);
    IoStartPacket(DeviceObject, Irp, NULL, PlotterCancelQueued);
    return STATUS_PENDING;
}

_Use_decl_annotations_
VOID PlotterStartIo(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PPLOTTER plotter = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    KIRQL irql;

    IoAcquireCancelSpinLock(&irql);
    if (Irp->Cancel) {
        // Cancelled since it left the queue, when it had no cancel routine.
        IoReleaseCancelSpinLock(irql);
        IoStartNextPacket(DeviceObject, TRUE);
        PlotterComplete(Irp, STATUS_CANCELLED, 0);
        return;
    }
    IoSetCancelRoutine(Irp, PlotterCancelActive);
    IoReleaseCancelSpinLock(irql);

    WRITE_REGISTER_USHORT(&plotter->Registers->Count, (USHORT)stack->Parameters.Write.Length);
    WRITE_REGISTER_UCHAR(&plotter->Registers->Control, PLOTTER_GO);
}

_Use_decl_annotations_
BOOLEAN PlotterIsr(PKINTERRUPT Interrupt, PVOID ServiceContext)
{
    PPLOTTER plotter = ServiceContext;

    UNREFERENCED_PARAMETER(Interrupt);
    if ((READ_REGISTER_UCHAR(&plotter->Registers->Status) & PLOTTER_DONE) == 0) {
        return FALSE;
    }
    IoRequestDpc(plotter->Self, plotter->Self->CurrentIrp, NULL);
    return TRUE;
}

_Use_decl_annotations_
VOID PlotterDpc(PKDPC Dpc, PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PPLOTTER plotter = DeviceObject->DeviceExtension;
    ULONG left = READ_REGISTER_USHORT(&plotter->Registers->Count);
    PIO_STACK_LOCATION stack;
    BOOLEAN cancelled;
    KIRQL irql;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Context);
    if (Irp == NULL) {
        return;
    }
    IoAcquireCancelSpinLock(&irql);
    IoSetCancelRoutine(Irp, NULL);
    cancelled = Irp->Cancel;
    IoReleaseCancelSpinLock(irql);

    IoStartNextPacket(DeviceObject, TRUE);
    stack = IoGetCurrentIrpStackLocation(Irp);
    PlotterComplete(Irp, cancelled ? STATUS_CANCELLED : STATUS_SUCCESS, stack->Parameters.Write.Length - left);
}

_Use_decl_annotations_
NTSTATUS PlotterPnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PPLOTTER plotter = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PCM_PARTIAL_RESOURCE_DESCRIPTOR first;
    PCM_RESOURCE_LIST resources;
    NTSTATUS status;

    switch (stack->MinorFunction) {
    case IRP_MN_START_DEVICE:
        if (!IoForwardIrpSynchronously(plotter->Lower, Irp)) {
            Irp->IoStatus.Status = STATUS_UNSUCCESSFUL;
        }
        status = Irp->IoStatus.Status;
        if (NT_SUCCESS(status)) {
            // The registers first, the interrupt behind them.
            resources = stack->Parameters.StartDevice.AllocatedResourcesTranslated;
            first = resources->List[0].PartialResourceList.PartialDescriptors;
            plotter->Registers = MmMapIoSpace(first[0].u.Memory.Start, sizeof(PLOTTER_REGISTERS), MmNonCached);
            status = STATUS_INSUFFICIENT_RESOURCES;
            if (plotter->Registers != NULL) {
                status = IoConnectInterrupt(&plotter->Interrupt, PlotterIsr, plotter, NULL, first[1].u.Interrupt.Vector,
                                            (KIRQL)first[1].u.Interrupt.Level, (KIRQL)first[1].u.Interrupt.Level,
                                            LevelSensitive, TRUE, first[1].u.Interrupt.Affinity, FALSE);
            }
        }
        PlotterComplete(Irp, status, 0);
        return status;
    case IRP_MN_REMOVE_DEVICE:
        if (plotter->Interrupt != NULL) {
            IoDisconnectInterrupt(plotter->Interrupt);
        }
        if (plotter->Registers != NULL) {
            MmUnmapIoSpace(plotter->Registers, sizeof(PLOTTER_REGISTERS));
        }
        Irp->IoStatus.Status = STATUS_SUCCESS;
        IoSkipCurrentIrpStackLocation(Irp);
        status = IoCallDriver(plotter->Lower, Irp);
        IoDetachDevice(plotter->Lower);
        IoDeleteDevice(DeviceObject);
        return status;
    default:
        IoSkipCurrentIrpStackLocation(Irp);
        return IoCallDriver(plotter->Lower, Irp);
    }
}

_Use_decl_annotations_
NTSTATUS PlotterAddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PPLOTTER plotter;
    NTSTATUS status;

    status = IoCreateDevice(DriverObject, sizeof(PLOTTER), NULL, FILE_DEVICE_PRINTER, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    plotter = device->DeviceExtension;
    plotter->Self = device;
    plotter->Lower = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    if (plotter->Lower == NULL) {
        IoDeleteDevice(device);
        return STATUS_NO_SUCH_DEVICE;
    }
    IoInitializeDpcRequest(device, PlotterDpc);
    // DeferredStartIo: StartIo is not called while it runs. NonCancelable: once the I/O manager takes a stroke from the
    // queue, it is StartIo that says whether and how the stroke can be cancelled.
    IoSetStartIoAttributes(device, TRUE, FALSE);
    device->Flags |= DO_DIRECT_IO;
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
VOID PlotterUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_WRITE] = PlotterWrite;
    DriverObject->MajorFunction[IRP_MJ_PNP] = PlotterPnp;
    DriverObject->DriverStartIo = PlotterStartIo;
    DriverObject->DriverExtension->AddDevice = PlotterAddDevice;
    DriverObject->DriverUnload = PlotterUnload;
    return STATUS_SUCCESS;
}
