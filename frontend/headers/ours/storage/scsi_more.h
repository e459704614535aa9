// SPDX-License-Identifier: Apache-2.0
// SCSI sense data, commands and vital product data pages that mingw-w64's scsi.h lacks.
#pragma once

// Sense data: fixed and descriptor formats.
#define SCSI_SENSE_ERRORCODE_FIXED_CURRENT 0x70
#define SCSI_SENSE_ERRORCODE_FIXED_DEFERRED 0x71
#define SCSI_SENSE_ERRORCODE_DESCRIPTOR_CURRENT 0x72
#define SCSI_SENSE_ERRORCODE_DESCRIPTOR_DEFERRED 0x73
#define SCSI_SENSE_DESCRIPTOR_TYPE_INFORMATION 0x00
#define SCSI_SENSE_DESCRIPTOR_TYPE_COMMAND_SPECIFIC 0x01
#define SCSI_SENSE_DESCRIPTOR_TYPE_SENSE_KEY_SPECIFIC 0x02
#define SCSI_SENSE_DESCRIPTOR_TYPE_FIELD_REPLACEABLE_UNIT 0x03
#define SCSI_SENSE_DESCRIPTOR_TYPE_BLOCK_COMMAND 0x05
#define SCSI_SENSE_DESCRIPTOR_TYPE_ATA_STATUS_RETURN 0x09

#pragma pack(push, 1)
typedef struct _DESCRIPTOR_SENSE_DATA {
  UCHAR ErrorCode : 7;
  UCHAR Reserved1 : 1;
  UCHAR SenseKey : 4;
  UCHAR Reserved2 : 4;
  UCHAR AdditionalSenseCode;
  UCHAR AdditionalSenseCodeQualifier;
  UCHAR Reserved3[3];
  UCHAR AdditionalSenseLength;
  UCHAR DescriptorBuffer[ANYSIZE_ARRAY];
} DESCRIPTOR_SENSE_DATA, *PDESCRIPTOR_SENSE_DATA;

typedef SENSE_DATA FIXED_SENSE_DATA, *PFIXED_SENSE_DATA;

typedef struct _SCSI_SENSE_DESCRIPTOR_HEADER {
  UCHAR DescriptorType;
  UCHAR AdditionalLength;
} SCSI_SENSE_DESCRIPTOR_HEADER, *PSCSI_SENSE_DESCRIPTOR_HEADER;

typedef struct _SCSI_SENSE_DESCRIPTOR_INFORMATION {
  SCSI_SENSE_DESCRIPTOR_HEADER Header;
  UCHAR Reserved1 : 7;
  UCHAR Valid : 1;
  UCHAR Reserved2;
  UCHAR Information[8];
} SCSI_SENSE_DESCRIPTOR_INFORMATION, *PSCSI_SENSE_DESCRIPTOR_INFORMATION;

typedef struct _SCSI_SENSE_DESCRIPTOR_ATA_STATUS_RETURN {
  SCSI_SENSE_DESCRIPTOR_HEADER Header;
  UCHAR Extend : 1;
  UCHAR Reserved1 : 7;
  UCHAR Error;
  UCHAR SectorCount15_8;
  UCHAR SectorCount7_0;
  UCHAR LbaLow15_8;
  UCHAR LbaLow7_0;
  UCHAR LbaMid15_8;
  UCHAR LbaMid7_0;
  UCHAR LbaHigh15_8;
  UCHAR LbaHigh7_0;
  UCHAR Device;
  UCHAR Status;
} SCSI_SENSE_DESCRIPTOR_ATA_STATUS_RETURN, *PSCSI_SENSE_DESCRIPTOR_ATA_STATUS_RETURN;

// UNMAP and READ CAPACITY (16).
typedef struct _UNMAP_BLOCK_DESCRIPTOR {
  UCHAR StartingLba[8];
  UCHAR LbaCount[4];
  UCHAR Reserved[4];
} UNMAP_BLOCK_DESCRIPTOR, *PUNMAP_BLOCK_DESCRIPTOR;

typedef struct _UNMAP_LIST_HEADER {
  UCHAR DataLength[2];
  UCHAR BlockDescrDataLength[2];
  UCHAR Reserved[4];
  UNMAP_BLOCK_DESCRIPTOR Descriptors[0];
} UNMAP_LIST_HEADER, *PUNMAP_LIST_HEADER;

typedef struct _READ_CAPACITY16_DATA {
  LARGE_INTEGER LogicalBlockAddress;
  ULONG BytesPerBlock;
  UCHAR ProtectionEnable : 1;
  UCHAR ProtectionType : 3;
  UCHAR RcBasis : 2;
  UCHAR Reserved : 2;
  UCHAR LogicalPerPhysicalExponent : 4;
  UCHAR ProtectionInfoExponent : 4;
  UCHAR LowestAlignedBlock_MSB : 6;
  UCHAR LBPRZ : 1;
  UCHAR LBPME : 1;
  UCHAR LowestAlignedBlock_LSB;
  UCHAR Reserved3[16];
} READ_CAPACITY16_DATA, *PREAD_CAPACITY16_DATA;

// Vital product data pages.
#define VPD_ATA_INFORMATION 0x89
#define VPD_BLOCK_LIMITS 0xB0
#define VPD_BLOCK_DEVICE_CHARACTERISTICS 0xB1
#define VPD_LOGICAL_BLOCK_PROVISIONING 0xB2

typedef struct _VPD_EXTENDED_INQUIRY_DATA_PAGE {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR PageCode;
  UCHAR PageLength[2];
  UCHAR RefChk : 1;
  UCHAR AppChk : 1;
  UCHAR GrdChk : 1;
  UCHAR Spt : 3;
  UCHAR ActivateMicrocode : 2;
  UCHAR SimpSup : 1;
  UCHAR OrdSup : 1;
  UCHAR HeadSup : 1;
  UCHAR PriorSup : 1;
  UCHAR GroupSup : 1;
  UCHAR UaskSup : 1;
  UCHAR Reserved0 : 2;
  UCHAR VSup : 1;
  UCHAR NvSup : 1;
  UCHAR Obsolete0 : 1;
  UCHAR WuSup : 1;
  UCHAR Reserved1 : 4;
  UCHAR LuiClr : 1;
  UCHAR Reserved2 : 3;
  UCHAR PiiSup : 1;
  UCHAR Reserved3 : 2;
  UCHAR HssRelef : 1;
  UCHAR Reserved4 : 1;
  UCHAR Reserved5[56];
} VPD_EXTENDED_INQUIRY_DATA_PAGE, *PVPD_EXTENDED_INQUIRY_DATA_PAGE;

typedef struct _VPD_BLOCK_LIMITS_PAGE {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR PageCode;
  UCHAR PageLength[2];
  union {
    struct {
      UCHAR Reserved0;
      UCHAR MaximumCompareAndWriteLength;
      UCHAR OptimalTransferLengthGranularity[2];
      UCHAR MaximumTransferLength[4];
      UCHAR OptimalTransferLength[4];
      UCHAR MaxPrefetchXDReadXDWriteTransferLength[4];
      UCHAR MaximumUnmapLBACount[4];
      UCHAR MaximumUnmapBlockDescriptorCount[4];
      UCHAR OptimalUnmapGranularity[4];
      union {
        struct {
          UCHAR UnmapGranularityAlignmentByte3 : 7;
          UCHAR UGAValid : 1;
          UCHAR UnmapGranularityAlignmentByte2;
          UCHAR UnmapGranularityAlignmentByte1;
          UCHAR UnmapGranularityAlignmentByte0;
        };
        UCHAR UnmapGranularityAlignment[4];
      };
      UCHAR Reserved1[28];
    };
    UCHAR Descriptors[1];
  };
} VPD_BLOCK_LIMITS_PAGE, *PVPD_BLOCK_LIMITS_PAGE;

typedef struct _VPD_BLOCK_DEVICE_CHARACTERISTICS_PAGE {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR PageCode;
  UCHAR Reserved0;
  UCHAR PageLength;
  UCHAR MediumRotationRateMsb;
  UCHAR MediumRotationRateLsb;
  UCHAR MediumProductType;
  UCHAR NominalFormFactor : 4;
  UCHAR Reserved2 : 4;
  UCHAR Reserved3[56];
} VPD_BLOCK_DEVICE_CHARACTERISTICS_PAGE, *PVPD_BLOCK_DEVICE_CHARACTERISTICS_PAGE;

typedef struct _VPD_LOGICAL_BLOCK_PROVISIONING_PAGE {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR PageCode;
  UCHAR PageLength[2];
  UCHAR ThresholdExponent;
  UCHAR DP : 1;
  UCHAR ANC_SUP : 1;
  UCHAR LBPRZ : 1;
  UCHAR Reserved0 : 2;
  UCHAR LBPWS10 : 1;
  UCHAR LBPWS : 1;
  UCHAR LBPU : 1;
  UCHAR ProvisioningType : 3;
  UCHAR Reserved1 : 5;
  UCHAR Reserved2;
} VPD_LOGICAL_BLOCK_PROVISIONING_PAGE, *PVPD_LOGICAL_BLOCK_PROVISIONING_PAGE;

typedef struct _VPD_ATA_INFORMATION_PAGE {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR PageCode;
  UCHAR PageLength[2];
  UCHAR Reserved0[4];
  UCHAR VendorId[8];
  UCHAR ProductId[16];
  UCHAR ProductRevisionLevel[4];
  UCHAR DeviceSignature[20];
  UCHAR CommandCode;
  UCHAR Reserved1[3];
  UCHAR IdentifyDeviceData[512];
} VPD_ATA_INFORMATION_PAGE, *PVPD_ATA_INFORMATION_PAGE;
#pragma pack(pop)

#include "scsi_tokens.h"
