// SPDX-License-Identifier: Apache-2.0
// Storage request blocks (Windows 8 and later): addresses, the block itself, its extended data.
#pragma once

#ifndef POINTER_ALIGN
#define POINTER_ALIGN __declspec(align(8))
#endif

#define STOR_ADDRESS_TYPE_UNKNOWN 0x0
#define STOR_ADDRESS_TYPE_BTL8 0x1
#define STOR_ADDRESS_TYPE_MAX 0xffff
#define STOR_ADDR_BTL8_ADDRESS_LENGTH 4

typedef struct _STOR_ADDRESS {
  USHORT Type;
  USHORT Port;
  ULONG AddressLength;
  UCHAR AddressData[ANYSIZE_ARRAY];
} STOR_ADDRESS, *PSTOR_ADDRESS;

typedef struct _STOR_ADDR_BTL8 {
  USHORT Type;
  USHORT Port;
  ULONG AddressLength;
  UCHAR Path;
  UCHAR Target;
  UCHAR Lun;
  UCHAR Reserved;
} STOR_ADDR_BTL8, *PSTOR_ADDR_BTL8;

#ifndef SRB_FUNCTION_STORAGE_REQUEST_BLOCK
#define SRB_FUNCTION_STORAGE_REQUEST_BLOCK 0x28
#endif
#define SRB_SIGNATURE 0x53524258
#define STORAGE_REQUEST_BLOCK_VERSION_1 0x1
#define SRB_TYPE_SCSI_REQUEST_BLOCK 0
#define SRB_TYPE_STORAGE_REQUEST_BLOCK 1
#define SRB_TYPE_FLAG_SCSI_REQUEST_BLOCK 0x1
#define SRB_TYPE_FLAG_STORAGE_REQUEST_BLOCK 0x2
#define ADDRESS_TYPE_FLAG_BTL8 0x1

typedef struct _STORAGE_REQUEST_BLOCK_HEADER {
  USHORT Length;
  UCHAR Function;
  UCHAR SrbStatus;
} STORAGE_REQUEST_BLOCK_HEADER, *PSTORAGE_REQUEST_BLOCK_HEADER;

typedef struct _STORAGE_REQUEST_BLOCK {
  USHORT Length;
  UCHAR Function;
  UCHAR SrbStatus;
  UCHAR ReservedUchar1[4];
  ULONG Signature;
  ULONG Version;
  ULONG SrbLength;
  ULONG SrbFunction;
  ULONG SrbFlags;
  ULONG ReservedUlong1;
  ULONG RequestTag;
  USHORT RequestPriority;
  USHORT RequestAttribute;
  ULONG TimeOutValue;
  union {
    ULONG SystemStatus;
    ULONG RequestTagDepth;
  };
  ULONG ZeroGuard1;
  ULONG AddressOffset;
  ULONG NumSrbExData;
  ULONG DataTransferLength;
  PVOID DataBuffer;
  PVOID ZeroGuard2;
  PVOID OriginalRequest;
  PVOID ClassContext;
  PVOID PortContext;
  PVOID MiniportContext;
  struct _STORAGE_REQUEST_BLOCK *NextSrb;
  ULONG SrbExDataOffset[ANYSIZE_ARRAY];
} STORAGE_REQUEST_BLOCK, *PSTORAGE_REQUEST_BLOCK;

typedef enum _SRBEXDATATYPE {
  SrbExDataTypeUnknown = 0,
  SrbExDataTypeBidirectional,
  SrbExDataTypeScsiCdb16 = 0x40,
  SrbExDataTypeScsiCdb32,
  SrbExDataTypeScsiCdbVar,
  SrbExDataTypeWmi = 0x60,
  SrbExDataTypePower,
  SrbExDataTypePnP,
  SrbExDataTypeIoInfo = 0x80,
  SrbExDataTypeMSReservedStart = 0xf0000000,
  SrbExDataTypeReserved = 0xffffffff
} SRBEXDATATYPE, *PSRBEXDATATYPE;

typedef struct _SRBEX_DATA {
  SRBEXDATATYPE Type;
  ULONG Length;
  UCHAR Data[ANYSIZE_ARRAY];
} SRBEX_DATA, *PSRBEX_DATA;

typedef struct _SRBEX_DATA_BIDIRECTIONAL {
  SRBEXDATATYPE Type;
  ULONG Length;
  ULONG DataInTransferLength;
  ULONG Reserved1;
  PVOID DataInBuffer;
} SRBEX_DATA_BIDIRECTIONAL, *PSRBEX_DATA_BIDIRECTIONAL;

typedef struct _SRBEX_DATA_SCSI_CDB16 {
  SRBEXDATATYPE Type;
  ULONG Length;
  UCHAR ScsiStatus;
  UCHAR SenseInfoBufferLength;
  UCHAR CdbLength;
  UCHAR Reserved;
  ULONG Reserved1;
  PVOID SenseInfoBuffer;
  UCHAR Cdb[16];
} SRBEX_DATA_SCSI_CDB16, *PSRBEX_DATA_SCSI_CDB16;

typedef struct _SRBEX_DATA_SCSI_CDB32 {
  SRBEXDATATYPE Type;
  ULONG Length;
  UCHAR ScsiStatus;
  UCHAR SenseInfoBufferLength;
  UCHAR CdbLength;
  UCHAR Reserved;
  ULONG Reserved1;
  PVOID SenseInfoBuffer;
  UCHAR Cdb[32];
} SRBEX_DATA_SCSI_CDB32, *PSRBEX_DATA_SCSI_CDB32;

typedef struct _SRBEX_DATA_SCSI_CDB_VAR {
  SRBEXDATATYPE Type;
  ULONG Length;
  UCHAR ScsiStatus;
  UCHAR SenseInfoBufferLength;
  UCHAR Reserved[2];
  ULONG CdbLength;
  ULONG Reserved1[2];
  PVOID SenseInfoBuffer;
  UCHAR Cdb[ANYSIZE_ARRAY];
} SRBEX_DATA_SCSI_CDB_VAR, *PSRBEX_DATA_SCSI_CDB_VAR;

typedef struct _SRBEX_DATA_WMI {
  SRBEXDATATYPE Type;
  ULONG Length;
  UCHAR WMISubFunction;
  UCHAR WMIFlags;
  UCHAR Reserved[2];
  ULONG Reserved1;
  PVOID DataPath;
} SRBEX_DATA_WMI, *PSRBEX_DATA_WMI;

typedef struct _SRBEX_DATA_POWER {
  SRBEXDATATYPE Type;
  ULONG Length;
  UCHAR SrbPowerFlags;
  UCHAR Reserved[3];
  STOR_DEVICE_POWER_STATE DevicePowerState;
  STOR_POWER_ACTION PowerAction;
} SRBEX_DATA_POWER, *PSRBEX_DATA_POWER;

typedef struct _SRBEX_DATA_PNP {
  SRBEXDATATYPE Type;
  ULONG Length;
  UCHAR PnPSubFunction;
  UCHAR Reserved[3];
  STOR_PNP_ACTION PnPAction;
  ULONG SrbPnPFlags;
  ULONG Reserved1;
} SRBEX_DATA_PNP, *PSRBEX_DATA_PNP;

typedef struct _SRBEX_DATA_IO_INFO {
  SRBEXDATATYPE Type;
  ULONG Length;
  ULONG Flags;
  ULONG Key;
  ULONG RWLength;
  BOOLEAN IsWriteRequest;
  UCHAR CachePriority;
  UCHAR Reserved[2];
  ULONG Reserved1[4];
} SRBEX_DATA_IO_INFO, *PSRBEX_DATA_IO_INFO;

// Flags of SRBEX_DATA_IO_INFO and STOR_REQUEST_INFO.
#define REQUEST_INFO_NO_CACHE_FLAG 0x00000001
#define REQUEST_INFO_PAGING_IO_FLAG 0x00000002
#define REQUEST_INFO_SEQUENTIAL_IO_FLAG 0x00000004
#define REQUEST_INFO_TEMPORARY_FLAG 0x00000008
#define REQUEST_INFO_WRITE_THROUGH_FLAG 0x00000010
#define REQUEST_INFO_HYBRID_WRITE_THROUGH_FLAG 0x00000020
#define REQUEST_INFO_VALID_CACHEPRIORITY_FLAG 0x80000000

// Lengths count what follows type and length.
#define SRBEX_DATA_BIDIRECTIONAL_LENGTH (sizeof(SRBEX_DATA_BIDIRECTIONAL) - FIELD_OFFSET(SRBEX_DATA, Data))
#define SRBEX_DATA_SCSI_CDB16_LENGTH (sizeof(SRBEX_DATA_SCSI_CDB16) - FIELD_OFFSET(SRBEX_DATA, Data))
#define SRBEX_DATA_SCSI_CDB32_LENGTH (sizeof(SRBEX_DATA_SCSI_CDB32) - FIELD_OFFSET(SRBEX_DATA, Data))
#define SRBEX_DATA_WMI_LENGTH (sizeof(SRBEX_DATA_WMI) - FIELD_OFFSET(SRBEX_DATA, Data))
#define SRBEX_DATA_POWER_LENGTH (sizeof(SRBEX_DATA_POWER) - FIELD_OFFSET(SRBEX_DATA, Data))
#define SRBEX_DATA_PNP_LENGTH (sizeof(SRBEX_DATA_PNP) - FIELD_OFFSET(SRBEX_DATA, Data))
#define SRBEX_DATA_IO_INFO_LENGTH (sizeof(SRBEX_DATA_IO_INFO) - FIELD_OFFSET(SRBEX_DATA, Data))
#define SRBEX_DATA_SCSI_CDB_VAR_LENGTH_MIN (sizeof(SRBEX_DATA_SCSI_CDB_VAR) - FIELD_OFFSET(SRBEX_DATA, Data))
