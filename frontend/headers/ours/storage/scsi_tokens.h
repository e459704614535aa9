// SPDX-License-Identifier: Apache-2.0
// SCSI: copies by token, provisioning, log pages, mode pages that mingw-w64's scsi.h lacks. Layouts are those of the
// public SCSI standards (SPC-4, SBC-3).
#pragma once

#pragma pack(push, 1)
#define BLOCK_DEVICE_TOKEN_SIZE 512
typedef struct _BLOCK_DEVICE_RANGE_DESCRIPTOR {
  UCHAR LogicalBlockAddress[8];
  UCHAR TransferLength[4];
  UCHAR Reserved[4];
} BLOCK_DEVICE_RANGE_DESCRIPTOR, *PBLOCK_DEVICE_RANGE_DESCRIPTOR;

typedef struct _POPULATE_TOKEN_HEADER {
  UCHAR PopulateTokenDataLength[2];
  UCHAR Immediate : 1;
  UCHAR Reserved1 : 7;
  UCHAR Reserved2;
  UCHAR InactivityTimeout[4];
  UCHAR Reserved3[6];
  UCHAR BlockDeviceRangeDescriptorListLength[2];
  BLOCK_DEVICE_RANGE_DESCRIPTOR BlockDeviceRangeDescriptor[ANYSIZE_ARRAY];
} POPULATE_TOKEN_HEADER, *PPOPULATE_TOKEN_HEADER;

typedef struct _WRITE_USING_TOKEN_HEADER {
  UCHAR WriteUsingTokenDataLength[2];
  UCHAR Immediate : 1;
  UCHAR Reserved1 : 7;
  UCHAR Reserved2[5];
  UCHAR BlockOffsetIntoToken[8];
  UCHAR Token[BLOCK_DEVICE_TOKEN_SIZE];
  UCHAR Reserved3[6];
  UCHAR BlockDeviceRangeDescriptorListLength[2];
  BLOCK_DEVICE_RANGE_DESCRIPTOR BlockDeviceRangeDescriptor[ANYSIZE_ARRAY];
} WRITE_USING_TOKEN_HEADER, *PWRITE_USING_TOKEN_HEADER;

#define TRANSFER_COUNT_UNITS_BYTES 0
#define TRANSFER_COUNT_UNITS_KIBIBYTES 1
#define TRANSFER_COUNT_UNITS_MEBIBYTES 2
#define TRANSFER_COUNT_UNITS_GIBIBYTES 3
#define TRANSFER_COUNT_UNITS_TEBIBYTES 4
#define TRANSFER_COUNT_UNITS_PEBIBYTES 5
#define TRANSFER_COUNT_UNITS_EXBIBYTES 6
#define TRANSFER_COUNT_UNITS_NUMBER_BLOCKS 0xF1
#define OPERATION_COMPLETED_WITH_SUCCESS 0x01
#define OPERATION_COMPLETED_WITH_ERROR 0x02
#define OPERATION_COMPLETED_WITH_RESIDUAL_DATA 0x03
#define OPERATION_IN_PROGRESS_IN_FOREGROUND 0x11
#define OPERATION_IN_PROGRESS_IN_BACKGROUND 0x12
#define OPERATION_TERMINATED 0x60

typedef struct _RECEIVE_TOKEN_INFORMATION_HEADER {
  UCHAR AvailableData[4];
  UCHAR ResponseToServiceAction : 5;
  UCHAR Reserved1 : 3;
  UCHAR OperationStatus : 7;
  UCHAR Reserved2 : 1;
  UCHAR OperationCounter[2];
  UCHAR EstimatedStatusUpdateDelay[4];
  UCHAR CompletionStatus;
  UCHAR SenseDataFieldLength;
  UCHAR SenseDataLength;
  UCHAR TransferCountUnits;
  UCHAR TransferCount[8];
  UCHAR SegmentsProcessed[2];
  UCHAR Reserved3[6];
  UCHAR SenseData[ANYSIZE_ARRAY];
} RECEIVE_TOKEN_INFORMATION_HEADER, *PRECEIVE_TOKEN_INFORMATION_HEADER;

typedef struct _RECEIVE_TOKEN_INFORMATION_RESPONSE_HEADER {
  UCHAR TokenDescriptorsLength[4];
  UCHAR TokenDescriptor[ANYSIZE_ARRAY];
} RECEIVE_TOKEN_INFORMATION_RESPONSE_HEADER, *PRECEIVE_TOKEN_INFORMATION_RESPONSE_HEADER;

typedef struct _BLOCK_DEVICE_TOKEN_DESCRIPTOR {
  UCHAR TokenIdentifier[2];
  UCHAR Token[ANYSIZE_ARRAY];
} BLOCK_DEVICE_TOKEN_DESCRIPTOR, *PBLOCK_DEVICE_TOKEN_DESCRIPTOR;

#define VPD_THIRD_PARTY_COPY 0x8F
#define BLOCK_DEVICE_TOKEN_LIMITS_DESCRIPTOR_TYPE_WINDOWS 0x0000
typedef struct _VPD_THIRD_PARTY_COPY_PAGE {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR PageCode;
  UCHAR PageLength[2];
  UCHAR ThirdPartyCopyDescriptors[ANYSIZE_ARRAY];
} VPD_THIRD_PARTY_COPY_PAGE, *PVPD_THIRD_PARTY_COPY_PAGE;

typedef struct _WINDOWS_BLOCK_DEVICE_TOKEN_LIMITS_DESCRIPTOR {
  UCHAR DescriptorType[2];
  UCHAR DescriptorLength[2];
  UCHAR VendorSpecific[6];
  UCHAR MaximumRangeDescriptors[2];
  UCHAR MaximumInactivityTimer[4];
  UCHAR DefaultInactivityTimer[4];
  UCHAR MaximumTokenTransferSize[8];
  UCHAR OptimalTransferCount[8];
} WINDOWS_BLOCK_DEVICE_TOKEN_LIMITS_DESCRIPTOR, *PWINDOWS_BLOCK_DEVICE_TOKEN_LIMITS_DESCRIPTOR;

// Logical block provisioning.
#define PROVISIONING_TYPE_UNKNOWN 0x0
#define PROVISIONING_TYPE_RESOURCE 0x1
#define PROVISIONING_TYPE_THIN 0x2
#define LBA_STATUS_MAPPED 0x0
#define LBA_STATUS_DEALLOCATED 0x1
#define LBA_STATUS_ANCHORED 0x2
typedef struct _LBA_STATUS_DESCRIPTOR {
  ULONGLONG StartingLBA;
  ULONG LogicalBlockCount;
  UCHAR ProvisioningStatus : 4;
  UCHAR Reserved1 : 4;
  UCHAR Reserved2[3];
} LBA_STATUS_DESCRIPTOR, *PLBA_STATUS_DESCRIPTOR;

typedef struct _LBA_STATUS_LIST_HEADER {
  ULONG ParameterLength;
  ULONG Reserved;
  LBA_STATUS_DESCRIPTOR Descriptors[0];
} LBA_STATUS_LIST_HEADER, *PLBA_STATUS_LIST_HEADER;

typedef struct _LOG_PARAMETER_HEADER {
  UCHAR ParameterCode[2];
  union {
    UCHAR ControlByte;
    struct {
      UCHAR FormatAndLinking : 2;
      UCHAR TMC : 2;
      UCHAR ETC : 1;
      UCHAR TSD : 1;
      UCHAR Obsolete : 1;
      UCHAR DU : 1;
    };
  };
  UCHAR ParameterLength;
} LOG_PARAMETER_HEADER, *PLOG_PARAMETER_HEADER;

typedef struct _LOG_PARAMETER_THRESHOLD_RESOURCE_COUNT {
  LOG_PARAMETER_HEADER Header;
  UCHAR ResourceCount[4];
  UCHAR Scope : 2;
  UCHAR Reserved1 : 6;
  UCHAR Reserved2[3];
} LOG_PARAMETER_THRESHOLD_RESOURCE_COUNT, *PLOG_PARAMETER_THRESHOLD_RESOURCE_COUNT;

typedef struct _LOG_PARAMETER {
  LOG_PARAMETER_HEADER Header;
  union {
    UCHAR AsByte[0];
    LOG_PARAMETER_THRESHOLD_RESOURCE_COUNT THRESHOLD_RESOURCE_COUNT;
  };
} LOG_PARAMETER, *PLOG_PARAMETER;

typedef struct _LOG_PAGE_LOGICAL_BLOCK_PROVISIONING {
  UCHAR PageCode : 6;
  UCHAR SPF : 1;
  UCHAR DS : 1;
  UCHAR SubpageCode;
  UCHAR PageLength[2];
  LOG_PARAMETER_HEADER Parameters[0];
} LOG_PAGE_LOGICAL_BLOCK_PROVISIONING, *PLOG_PAGE_LOGICAL_BLOCK_PROVISIONING;
#define LOG_PAGE_CODE_LOGICAL_BLOCK_PROVISIONING 0x0C
#define LOG_PAGE_LBP_PARAMETER_CODE_AVAILABLE 0x1
#define LOG_PAGE_LBP_PARAMETER_CODE_USED 0x2
#define LOG_PAGE_LBP_RESOURCE_SCOPE_NOT_REPORTED 0x0
#define LOG_PAGE_LBP_RESOURCE_SCOPE_DEDICATED_TO_LUN 0x1
#define LOG_PAGE_LBP_RESOURCE_SCOPE_NOT_DEDICATED_TO_LUN 0x2

typedef struct _MODE_CONTROL_PAGE {
  UCHAR PageCode : 6;
  UCHAR SPF : 1;
  UCHAR PageSavable : 1;
  UCHAR PageLength;
  UCHAR RLEC : 1;
  UCHAR GLTSD : 1;
  UCHAR D_SENSE : 1;
  UCHAR DPICZ : 1;
  UCHAR TMF_ONLY : 1;
  UCHAR TST : 3;
  UCHAR DQUE : 1;
  UCHAR QERR : 2;
  UCHAR NUAR : 1;
  UCHAR QueueAlgorithmModifier : 4;
  UCHAR Obsolete1 : 3;
  UCHAR SWP : 1;
  UCHAR UA_INTLCK_CTRL : 2;
  UCHAR RAC : 1;
  UCHAR VS : 1;
  UCHAR AutoLoadMode : 3;
  UCHAR Reserved2 : 1;
  UCHAR RWWP : 1;
  UCHAR ATMPE : 1;
  UCHAR TAS : 1;
  UCHAR ATO : 1;
  UCHAR Obsolete2[2];
  UCHAR BusyTimeoutPeriod[2];
  UCHAR ExtendeSelfTestCompletionTime[2];
} MODE_CONTROL_PAGE, *PMODE_CONTROL_PAGE;
#pragma pack(pop)

typedef struct _SCSI_SENSE_DESCRIPTOR_BLOCK_COMMAND {
  SCSI_SENSE_DESCRIPTOR_HEADER Header;
  UCHAR Reserved1;
  UCHAR Reserved2 : 5;
  UCHAR IncorrectLength : 1;
  UCHAR Reserved3 : 2;
} SCSI_SENSE_DESCRIPTOR_BLOCK_COMMAND, *PSCSI_SENSE_DESCRIPTOR_BLOCK_COMMAND;

// Additional sense codes and qualifiers (SPC-4, annex).
#define SCSI_ADSENSE_LOGICAL_UNIT_ERROR 0x08
#define SCSI_SENSEQ_TIMEOUT_ON_LOGICAL_UNIT 0x01
#define SCSI_ADSENSE_COPY_TARGET_DEVICE_ERROR 0x0D
#define SCSI_SENSEQ_NOT_REACHABLE 0x02
#define SCSI_SENSEQ_DATA_UNDERRUN 0x04
#define SCSI_ADSENSE_INVALID_TOKEN 0x23
#define SCSI_SENSEQ_TOO_MANY_SEGMENT_DESCRIPTORS 0x08
#define SCSI_SENSEQ_INVALID_RELEASE_OF_PERSISTENT_RESERVATION 0x04
#define SCSI_SENSEQ_SPACE_ALLOC_IN_PROGRESS 0x14
#define SCSI_SENSEQ_OPERATION_IS_IN_PROGRESS 0x07
#define SCSI_SENSEQ_SPACE_ALLOC_FAILED_WRITE_PROTECT 0x07
#define SCSI_SENSEQ_CAPACITY_DATA_CHANGED 0x09
#define SCSI_ADSENSE_LB_PROVISIONING 0x38
#define SCSI_SENSEQ_SOFT_THRESHOLD_REACHED 0x07
#define SCSI_ADSENSE_DATA_TRANSFER_ERROR 0x4B
#define SCSI_SENSEQ_INITIATOR_RESPONSE_TIMEOUT 0x06
#define SCSI_ADSENSE_RESOURCE_FAILURE 0x55
#define SCSI_SENSEQ_INSUFFICIENT_RESOURCES 0x03
#define SCSI_ADSENSE_INTERNAL_TARGET_FAILURE 0x44

#define SCSI_WRITE_BUFFER_MODE_0D_MODE_SPECIFIC_PO_ACT 0x01
#define SCSI_WRITE_BUFFER_MODE_DOWNLOAD_MICROCODE_WITH_OFFSETS_SAVE_DEFER_ACTIVATE 0x0E
#define SCSI_WRITE_BUFFER_MODE_ACTIVATE_DEFERRED_MICROCODE 0x0F
#define READ_BUFFER_MODE_ERROR_HISTORY 0x1C

// How sense data of an unknown format are read.
#define SCSI_SENSE_OPTIONS_NONE 0x0
#define SCSI_SENSE_OPTIONS_FIXED_FORMAT_IF_UNKNOWN_FORMAT_INDICATED 0x1
typedef union _SENSE_DATA_EX {
  FIXED_SENSE_DATA FixedData;
  DESCRIPTOR_SENSE_DATA DescriptorData;
} SENSE_DATA_EX, *PSENSE_DATA_EX;
#ifndef SENSE_BUFFER_SIZE_EX
#define SENSE_BUFFER_SIZE_EX 255
#endif

BOOLEAN ScsiGetSenseKeyAndCodes(PVOID SenseInfoBuffer, UCHAR SenseInfoBufferLength, ULONG Options, PUCHAR SenseKey, PUCHAR AdditionalSenseCode,
                                PUCHAR AdditionalSenseCodeQualifier);
BOOLEAN ScsiGetFixedSenseKeyAndCodes(PVOID SenseInfoBuffer, UCHAR SenseInfoBufferLength, PUCHAR SenseKey, PUCHAR AdditionalSenseCode,
                                     PUCHAR AdditionalSenseCodeQualifier);
BOOLEAN ScsiGetDescriptorSenseKeyAndCodes(PVOID SenseInfoBuffer, UCHAR SenseInfoBufferLength, PUCHAR SenseKey, PUCHAR AdditionalSenseCode,
                                          PUCHAR AdditionalSenseCodeQualifier);
BOOLEAN ScsiGetTotalSenseByteCountIndicated(PVOID SenseInfoBuffer, UCHAR SenseInfoBufferLength, UCHAR *TotalByteCountIndicated);
BOOLEAN ScsiGetSenseDescriptor(PVOID SenseInfoBuffer, UCHAR SenseInfoBufferLength, PVOID *DescriptorBuffer, UCHAR *DescriptorBufferLength);
BOOLEAN ScsiGetNextSenseDescriptorByType(PVOID DescriptorBuffer, UCHAR DescriptorBufferLength, PUCHAR TypeList, ULONG TypeListCount,
                                         PUCHAR OutType, PVOID *OutDescriptor, UCHAR *OutDescriptorBufferLength);
BOOLEAN ScsiConvertToFixedSenseFormat(PVOID SenseInfoBuffer, UCHAR SenseInfoBufferLength, PVOID OutBuffer, UCHAR OutBufferLength);
BOOLEAN IsDescriptorSenseDataFormat(UCHAR SenseResponseCode);
BOOLEAN IsFixedSenseDataFormat(UCHAR SenseResponseCode);
BOOLEAN IsSenseDataCurrentError(UCHAR SenseResponseCode);
BOOLEAN IsSenseDataDeferredError(UCHAR SenseResponseCode);
BOOLEAN IsSenseDataFormatValueValid(UCHAR SenseResponseCode);
