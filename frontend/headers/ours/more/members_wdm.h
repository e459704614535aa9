// SPDX-License-Identifier: Apache-2.0
// Members that mingw-w64's wdm.h lacks, put in place while it is read; see ours/wdm.h. Function types are spelled out
// because their names are declared later, in dma.h.

// DEVICE_DESCRIPTION, version 3.
#define DmaPort \
  DmaPort; \
  ULONG DmaAddressWidth; \
  ULONG DmaControllerInstance; \
  ULONG DmaRequestLine; \
  PHYSICAL_ADDRESS DeviceAddress

// DMA_OPERATIONS, versions 2 and 3.
#define BuildMdlFromScatterGatherList \
  BuildMdlFromScatterGatherList; \
  NTSTATUS (*GetDmaAdapterInfo)(struct _DMA_ADAPTER *, struct _DMA_ADAPTER_INFO *); \
  NTSTATUS (*GetDmaTransferInfo)(struct _DMA_ADAPTER *, struct _MDL *, ULONGLONG, ULONG, BOOLEAN, \
                                 struct _DMA_TRANSFER_INFO *); \
  NTSTATUS (*InitializeDmaTransferContext)(struct _DMA_ADAPTER *, PVOID); \
  PVOID (*AllocateCommonBufferEx)(struct _DMA_ADAPTER *, PPHYSICAL_ADDRESS, ULONG, PPHYSICAL_ADDRESS, BOOLEAN, ULONG); \
  NTSTATUS (*AllocateAdapterChannelEx)(struct _DMA_ADAPTER *, struct _DEVICE_OBJECT *, PVOID, ULONG, ULONG, \
                                       PDRIVER_CONTROL, PVOID, PVOID *); \
  NTSTATUS (*ConfigureAdapterChannel)(struct _DMA_ADAPTER *, ULONG, PVOID); \
  BOOLEAN (*CancelAdapterChannel)(struct _DMA_ADAPTER *, struct _DEVICE_OBJECT *, PVOID); \
  NTSTATUS (*MapTransferEx)(struct _DMA_ADAPTER *, struct _MDL *, PVOID, ULONGLONG, ULONG, PULONG, BOOLEAN, \
                            struct _SCATTER_GATHER_LIST *, ULONG, DMA_COMPLETION_ROUTINE *, PVOID); \
  NTSTATUS (*GetScatterGatherListEx)(struct _DMA_ADAPTER *, struct _DEVICE_OBJECT *, PVOID, struct _MDL *, ULONGLONG, \
                                     ULONG, ULONG, PDRIVER_LIST_CONTROL, PVOID, BOOLEAN, DMA_COMPLETION_ROUTINE *, \
                                     PVOID, struct _SCATTER_GATHER_LIST **); \
  NTSTATUS (*BuildScatterGatherListEx)(struct _DMA_ADAPTER *, struct _DEVICE_OBJECT *, PVOID, struct _MDL *, \
                                       ULONGLONG, ULONG, ULONG, PDRIVER_LIST_CONTROL, PVOID, BOOLEAN, PVOID, ULONG, \
                                       DMA_COMPLETION_ROUTINE *, PVOID, PVOID); \
  NTSTATUS (*FlushAdapterBuffersEx)(struct _DMA_ADAPTER *, struct _MDL *, PVOID, ULONGLONG, ULONG, BOOLEAN); \
  VOID (*FreeAdapterObject)(struct _DMA_ADAPTER *, IO_ALLOCATION_ACTION); \
  NTSTATUS (*CancelMappedTransfer)(struct _DMA_ADAPTER *, PVOID)

struct _DMA_ADAPTER;
struct _DMA_ADAPTER_INFO;
struct _DMA_TRANSFER_INFO;
struct _DEVICE_OBJECT;
typedef void DMA_COMPLETION_ROUTINE(struct _DMA_ADAPTER *DmaAdapter, struct _DEVICE_OBJECT *DeviceObject,
                                    void *CompletionContext, int Status);
typedef DMA_COMPLETION_ROUTINE *PDMA_COMPLETION_ROUTINE;
