// SPDX-License-Identifier: Apache-2.0
// What the storage class library knows of a device (Windows 8 and later): cached inquiry pages, provisioning,
// firmware, idle power; and the states of a device's way down and up.
#pragma once

#define CLASS_SRBEX_SCSI_CDB16_BUFFER_SIZE \
  (sizeof(STORAGE_REQUEST_BLOCK) + sizeof(STOR_ADDR_BTL8) + sizeof(SRBEX_DATA_SCSI_CDB16))
#define CLASS_SRBEX_NO_SRBEX_DATA_BUFFER_SIZE (sizeof(STORAGE_REQUEST_BLOCK) + sizeof(STOR_ADDR_BTL8))

typedef enum _CLASS_POWER_DOWN_STATE3_sdvlite {
  PowerDownDeviceInitial3 = 0,
  PowerDownDeviceLocked3,
  PowerDownDeviceQuiesced3,
  PowerDownDeviceFlushed3,
  PowerDownDeviceStopped3,
  PowerDownDeviceOff3,
  PowerDownDeviceUnlocked3
} CLASS_POWER_DOWN_STATE3, *PCLASS_POWER_DOWN_STATE3;
typedef ULONG CLASS_POWER_UP_STATE2;

typedef enum _CLASS_FUNCTION_SUPPORT_sdvlite { SupportUnknown = 0, NotSupported, Supported } CLASS_FUNCTION_SUPPORT, *PCLASS_FUNCTION_SUPPORT;

typedef struct _CLASS_VPD_B1_DATA {
  NTSTATUS CommandStatus;
  USHORT MediumRotationRate;
  UCHAR NominalFormFactor;
  UCHAR Zoned;
  ULONG MediumProductType;
  ULONG DepopulationTime;
} CLASS_VPD_B1_DATA, *PCLASS_VPD_B1_DATA;

typedef struct _CLASS_VPD_B0_DATA {
  NTSTATUS CommandStatus;
  ULONG MaxUnmapLbaCount;
  ULONG MaxUnmapBlockDescrCount;
  ULONG OptimalUnmapGranularity;
  ULONG UnmapGranularityAlignment;
  BOOLEAN UGAVALID;
  UCHAR Reserved0;
  USHORT OptimalTransferLengthGranularity;
  ULONG MaximumTransferLength;
  ULONG OptimalTransferLength;
} CLASS_VPD_B0_DATA, *PCLASS_VPD_B0_DATA;

typedef struct _CLASS_VPD_B2_DATA {
  NTSTATUS CommandStatus;
  UCHAR ThresholdExponent;
  UCHAR DP : 1;
  UCHAR ANC_SUP : 1;
  UCHAR Reserved0 : 2;
  UCHAR LBPRZ : 1;
  UCHAR LBPWS10 : 1;
  UCHAR LBPWS : 1;
  UCHAR LBPU : 1;
  UCHAR ProvisioningType : 3;
  UCHAR Reserved1 : 5;
  ULONG SoftThresholdEventPending;
} CLASS_VPD_B2_DATA, *PCLASS_VPD_B2_DATA;

typedef struct _CLASS_READ_CAPACITY16_DATA {
  NTSTATUS CommandStatus;
  ULONG BytesPerLogicalSector;
  ULONG BytesPerPhysicalSector;
  ULONG BytesOffsetForSectorAlignment;
  BOOLEAN LBProvisioningEnabled;
  BOOLEAN LBProvisioningReadZeros;
  UCHAR Reserved0[2];
  ULONG Reserved1;
} CLASS_READ_CAPACITY16_DATA, *PCLASS_READ_CAPACITY16_DATA;

typedef struct _CLASS_VPD_ECOP_BLOCK_DEVICE_ROD_LIMITS {
  NTSTATUS CommandStatus;
  USHORT MaximumRangeDescriptors;
  UCHAR Restricted;
  UCHAR Reserved;
  ULONG MaximumInactivityTimer;
  ULONG DefaultInactivityTimer;
  ULONGLONG MaximumTokenTransferSize;
  ULONGLONG OptimalTransferCount;
} CLASS_VPD_ECOP_BLOCK_DEVICE_ROD_LIMITS, *PCLASS_VPD_ECOP_BLOCK_DEVICE_ROD_LIMITS;

typedef struct _CLASS_FUNCTION_SUPPORT_INFO {
  KSPIN_LOCK SyncLock;
  ULONG GenerationCount;
  volatile ULONG ChangeRequestCount;
  struct {
    ULONG BlockLimits : 1;
    ULONG BlockDeviceCharacteristics : 1;
    ULONG LBProvisioning : 1;
    ULONG BlockDeviceRODLimits : 1;
    ULONG ZonedBlockDeviceCharacteristics : 1;
    ULONG Reserved : 26;
    ULONG DeviceType : 1;
  } ValidInquiryPages;
  struct {
    CLASS_FUNCTION_SUPPORT SeekPenaltyProperty;
    CLASS_FUNCTION_SUPPORT AccessAlignmentProperty;
    CLASS_FUNCTION_SUPPORT TrimProperty;
    CLASS_FUNCTION_SUPPORT TrimProcess;
  } LowerLayerSupport;
  BOOLEAN RegAccessAlignmentQueryNotSupported;
  BOOLEAN AsynchronousNotificationSupported;
  UCHAR Reserved0[6];
  CLASS_VPD_B0_DATA BlockLimitsData;
  CLASS_VPD_B1_DATA DeviceCharacteristicsData;
  CLASS_VPD_B2_DATA LBProvisioningData;
  CLASS_READ_CAPACITY16_DATA ReadCapacity16Data;
  CLASS_VPD_ECOP_BLOCK_DEVICE_ROD_LIMITS BlockDeviceRODLimitsData;
  struct {
    ULONG D3ColdSupported : 1;
    ULONG DeviceWakeable : 1;
    ULONG IdlePowerEnabled : 1;
    ULONG D3IdleTimeoutOverridden : 1;
    ULONG NoVerifyDuringIdlePower : 1;
    ULONG Reserved : 27;
    ULONG D3IdleTimeout;
  } IdlePower;
  CLASS_FUNCTION_SUPPORT HwFirmwareGetInfoSupport;
  PSTORAGE_HW_FIRMWARE_INFO HwFirmwareInfo;
} CLASS_FUNCTION_SUPPORT_INFO, *PCLASS_FUNCTION_SUPPORT_INFO;
