// A disk in memory, as a virtual miniport of Storport. A service in user mode may park one request with it
// (IOCTL_MINIPORT_PROCESS_SERVICE_IRP), which comes back when the disk is written to, or is cancelled.
#include <ntddk.h>
#include <storport.h>

#define RAMDISK_TAG 'dmaR'
#define BLOCK_SIZE 512
#define BLOCK_COUNT 4096

typedef struct _RAMDISK {
    KSPIN_LOCK Lock; // guards the blocks and how often they were written
    PUCHAR Blocks;
    ULONG Writes;
    PIRP Parked; // guarded by the cancel spin lock
} RAMDISK, *PRAMDISK;

sp_DRIVER_INITIALIZE DriverEntry;
VIRTUAL_HW_FIND_ADAPTER RamdiskFindAdapter;
HW_INITIALIZE RamdiskInitialize;
HW_STARTIO RamdiskStartIo;
HW_RESET_BUS RamdiskResetBus;
HW_ADAPTER_CONTROL RamdiskAdapterControl;
HW_FREE_ADAPTER_RESOURCES RamdiskFreeResources;
HW_PROCESS_SERVICE_REQUEST RamdiskProcessServiceRequest;
HW_COMPLETE_SERVICE_IRP RamdiskCompleteServiceIrp;
DRIVER_CANCEL RamdiskCancelParked;

static VOID RamdiskCompleteIrp(_In_ PIRP Irp, _In_ NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

_Use_decl_annotations_
VOID RamdiskCancelParked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PRAMDISK disk = Irp->Tail.Overlay.DriverContext[0];

    UNREFERENCED_PARAMETER(DeviceObject);
    disk->Parked = NULL;
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    RamdiskCompleteIrp(Irp, STATUS_CANCELLED);
}

// Gives the parked request back, if there is one.
static VOID RamdiskWakeService(_Inout_ PRAMDISK Disk, _In_ NTSTATUS Status)
{
    PIRP irp;
    KIRQL irql;

    IoAcquireCancelSpinLock(&irql);
    irp = Disk->Parked;
    if (irp != NULL) {
        IoSetCancelRoutine(irp, NULL);
        Disk->Parked = NULL;
    }
    IoReleaseCancelSpinLock(irql);
    if (irp != NULL) {
        RamdiskCompleteIrp(irp, Status);
    }
}

_Use_decl_annotations_
VOID RamdiskProcessServiceRequest(PVOID DeviceExtension, PVOID Irp)
{
    PRAMDISK disk = DeviceExtension;
    PIRP irp = Irp;
    KIRQL irql;

    IoAcquireCancelSpinLock(&irql);
    if (irp->Cancel) {
        IoReleaseCancelSpinLock(irql);
        RamdiskCompleteIrp(irp, STATUS_CANCELLED);
        return;
    }
    if (disk->Parked != NULL) {
        RamdiskCompleteIrp(irp, STATUS_DEVICE_BUSY);
        return;
    }
    irp->Tail.Overlay.DriverContext[0] = disk;
    disk->Parked = irp;
    IoMarkIrpPending(irp);
    IoSetCancelRoutine(irp, RamdiskCancelParked);
    IoReleaseCancelSpinLock(irql);
}

// The adapter goes away.
_Use_decl_annotations_
VOID RamdiskCompleteServiceIrp(PVOID DeviceExtension)
{
    RamdiskWakeService(DeviceExtension, STATUS_NO_SUCH_DEVICE);
}

static UCHAR RamdiskTransfer(_Inout_ PRAMDISK Disk, _In_ PSCSI_REQUEST_BLOCK Srb, _In_ PCDB Cdb)
{
    ULONG first = ((ULONG)Cdb->CDB10.LogicalBlockByte0 << 24) | ((ULONG)Cdb->CDB10.LogicalBlockByte1 << 16) |
                  ((ULONG)Cdb->CDB10.LogicalBlockByte2 << 8) | Cdb->CDB10.LogicalBlockByte3;
    ULONG count = ((ULONG)Cdb->CDB10.TransferBlocksMsb << 8) | Cdb->CDB10.TransferBlocksLsb;
    PVOID buffer;
    KIRQL irql;

    if (first >= BLOCK_COUNT || count > BLOCK_COUNT - first || Srb->DataTransferLength < count * BLOCK_SIZE) {
        return SRB_STATUS_INVALID_REQUEST;
    }
    if (StorPortGetSystemAddress(Disk, Srb, &buffer) != STOR_STATUS_SUCCESS) {
        return SRB_STATUS_INTERNAL_ERROR;
    }
    KeAcquireSpinLock(&Disk->Lock, &irql);
    if (Cdb->CDB10.OperationCode == SCSIOP_WRITE) {
        RtlCopyMemory(Disk->Blocks + first * BLOCK_SIZE, buffer, count * BLOCK_SIZE);
        Disk->Writes += 1;
        RamdiskWakeService(Disk, STATUS_SUCCESS);
    } else {
        RtlCopyMemory(buffer, Disk->Blocks + first * BLOCK_SIZE, count * BLOCK_SIZE);
    }
    KeReleaseSpinLock(&Disk->Lock, irql);
    return SRB_STATUS_SUCCESS;
}

_Use_decl_annotations_
BOOLEAN RamdiskStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
    PRAMDISK disk = DeviceExtension;
    PCDB cdb = (PCDB)Srb->Cdb;

    Srb->SrbStatus = SRB_STATUS_INVALID_REQUEST;
    if (Srb->Function == SRB_FUNCTION_EXECUTE_SCSI) {
        switch (cdb->CDB10.OperationCode) {
        case SCSIOP_READ:
        case SCSIOP_WRITE:
            Srb->SrbStatus = RamdiskTransfer(disk, Srb, cdb);
            break;
        case SCSIOP_TEST_UNIT_READY:
            Srb->SrbStatus = SRB_STATUS_SUCCESS;
            break;
        }
    }
    StorPortNotification(RequestComplete, disk, Srb);
    return TRUE;
}

_Use_decl_annotations_
ULONG RamdiskFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation, PVOID LowerDevice,
                         PCHAR ArgumentString, PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
    PRAMDISK disk = DeviceExtension;
    PVOID blocks;

    UNREFERENCED_PARAMETER(HwContext);
    UNREFERENCED_PARAMETER(BusInformation);
    UNREFERENCED_PARAMETER(LowerDevice);
    UNREFERENCED_PARAMETER(ArgumentString);
    if (StorPortAllocatePool(disk, BLOCK_COUNT * BLOCK_SIZE, RAMDISK_TAG, &blocks) != STOR_STATUS_SUCCESS) {
        return SP_RETURN_ERROR;
    }
    disk->Blocks = blocks;
    KeInitializeSpinLock(&disk->Lock);
    ConfigInfo->VirtualDevice = TRUE;
    ConfigInfo->MapBuffers = STOR_MAP_ALL_BUFFERS;
    ConfigInfo->NumberOfBuses = 1;
    ConfigInfo->MaximumNumberOfTargets = 1;
    *Again = FALSE;
    return SP_RETURN_FOUND;
}

_Use_decl_annotations_
BOOLEAN RamdiskInitialize(PVOID DeviceExtension)
{
    PRAMDISK disk = DeviceExtension;

    disk->Writes = 0;
    return TRUE;
}

_Use_decl_annotations_
BOOLEAN RamdiskResetBus(PVOID DeviceExtension, ULONG PathId)
{
    StorPortCompleteRequest(DeviceExtension, (UCHAR)PathId, SP_UNTAGGED, SP_UNTAGGED, SRB_STATUS_BUS_RESET);
    return TRUE;
}

_Use_decl_annotations_
SCSI_ADAPTER_CONTROL_STATUS RamdiskAdapterControl(PVOID DeviceExtension, SCSI_ADAPTER_CONTROL_TYPE ControlType,
                                                  PVOID Parameters)
{
    UNREFERENCED_PARAMETER(DeviceExtension);
    UNREFERENCED_PARAMETER(Parameters);
    return ControlType == ScsiStopAdapter ? ScsiAdapterControlSuccess : ScsiAdapterControlUnsuccessful;
}

_Use_decl_annotations_
VOID RamdiskFreeResources(PVOID DeviceExtension)
{
    PRAMDISK disk = DeviceExtension;

    StorPortFreePool(disk, disk->Blocks);
}

_Use_decl_annotations_
ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath)
{
    VIRTUAL_HW_INITIALIZATION_DATA data;

    RtlZeroMemory(&data, sizeof(data));
    data.HwInitializationDataSize = sizeof(data);
    data.AdapterInterfaceType = Internal;
    data.DeviceExtensionSize = sizeof(RAMDISK);
    data.MapBuffers = STOR_MAP_ALL_BUFFERS;
    data.HwFindAdapter = RamdiskFindAdapter;
    data.HwInitialize = RamdiskInitialize;
    data.HwStartIo = RamdiskStartIo;
    data.HwResetBus = RamdiskResetBus;
    data.HwAdapterControl = RamdiskAdapterControl;
    data.HwFreeAdapterResources = RamdiskFreeResources;
    data.HwProcessServiceRequest = RamdiskProcessServiceRequest;
    data.HwCompleteServiceIrp = RamdiskCompleteServiceIrp;
    return StorPortInitialize(DriverObject, RegistryPath, (PHW_INITIALIZATION_DATA)&data, NULL);
}
