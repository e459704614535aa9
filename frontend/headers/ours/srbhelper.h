// SPDX-License-Identifier: Apache-2.0
// Access to a request block of either kind: a SCSI_REQUEST_BLOCK or a STORAGE_REQUEST_BLOCK. The functions have
// bodies, as in a WDK, so that the checker sees the members that they read and write.
#pragma once

#ifndef _NTSRB_
#include <srb.h>
#include <scsi.h>
#endif

#define SRBHELPER_INLINE static __inline
#define SRBHELPER_IS_EXTENDED(Srb) \
  (((PSTORAGE_REQUEST_BLOCK_HEADER)(Srb))->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)

// The extended data of the given kind, or NULL.
SRBHELPER_INLINE PSRBEX_DATA SrbGetSrbExDataByType(PSTORAGE_REQUEST_BLOCK Srb, SRBEXDATATYPE Type) {
  ULONG i;
  if (Srb->Function != SRB_FUNCTION_STORAGE_REQUEST_BLOCK || Srb->NumSrbExData == 0) {
    return NULL;
  }
  for (i = 0; i < Srb->NumSrbExData; i++) {
    if (Srb->SrbExDataOffset[i] >= sizeof(STORAGE_REQUEST_BLOCK) && Srb->SrbExDataOffset[i] < Srb->SrbLength) {
      PSRBEX_DATA data = (PSRBEX_DATA)((PUCHAR)Srb + Srb->SrbExDataOffset[i]);
      if (data->Type == Type) {
        return data;
      }
    }
  }
  return NULL;
}

SRBHELPER_INLINE PSRBEX_DATA SrbGetSrbExDataByIndex(PSTORAGE_REQUEST_BLOCK Srb, ULONG Index) {
  if (Srb->Function != SRB_FUNCTION_STORAGE_REQUEST_BLOCK || Index >= Srb->NumSrbExData) {
    return NULL;
  }
  return (PSRBEX_DATA)((PUCHAR)Srb + Srb->SrbExDataOffset[Index]);
}

SRBHELPER_INLINE PSRBEX_DATA SrbGetPrimarySrbExData(PSTORAGE_REQUEST_BLOCK Srb) {
  return SrbGetSrbExDataByIndex(Srb, 0);
}

SRBHELPER_INLINE PSTOR_ADDRESS SrbGetAddress(PSTORAGE_REQUEST_BLOCK Srb) {
  return (PSTOR_ADDRESS)((PUCHAR)Srb + Srb->AddressOffset);
}

SRBHELPER_INLINE VOID SrbGetPathTargetLun(const VOID *Srb, PUCHAR PathId, PUCHAR TargetId, PUCHAR Lun) {
  UCHAR path = 0, target = 0, lun = 0;
  if (SRBHELPER_IS_EXTENDED(Srb)) {
    PSTOR_ADDR_BTL8 address = (PSTOR_ADDR_BTL8)SrbGetAddress((PSTORAGE_REQUEST_BLOCK)Srb);
    path = address->Path;
    target = address->Target;
    lun = address->Lun;
  } else {
    path = ((PSCSI_REQUEST_BLOCK)Srb)->PathId;
    target = ((PSCSI_REQUEST_BLOCK)Srb)->TargetId;
    lun = ((PSCSI_REQUEST_BLOCK)Srb)->Lun;
  }
  if (PathId != NULL) *PathId = path;
  if (TargetId != NULL) *TargetId = target;
  if (Lun != NULL) *Lun = lun;
}

SRBHELPER_INLINE UCHAR SrbGetPathId(PVOID Srb) {
  UCHAR path;
  SrbGetPathTargetLun(Srb, &path, NULL, NULL);
  return path;
}

SRBHELPER_INLINE UCHAR SrbGetTargetId(PVOID Srb) {
  UCHAR target;
  SrbGetPathTargetLun(Srb, NULL, &target, NULL);
  return target;
}

SRBHELPER_INLINE UCHAR SrbGetLun(PVOID Srb) {
  UCHAR lun;
  SrbGetPathTargetLun(Srb, NULL, NULL, &lun);
  return lun;
}

// Members that both kinds of block have, under the same name and with the same type.
#define SRBHELPER_MEMBER(Type, Name)                                                \
  SRBHELPER_INLINE Type SrbGet##Name(const VOID *Srb) {                             \
    return SRBHELPER_IS_EXTENDED(Srb) ? ((PSTORAGE_REQUEST_BLOCK)Srb)->Name         \
                                      : ((PSCSI_REQUEST_BLOCK)Srb)->Name;           \
  }                                                                                 \
  SRBHELPER_INLINE VOID SrbSet##Name(PVOID Srb, Type Name) {                        \
    if (SRBHELPER_IS_EXTENDED(Srb)) {                                               \
      ((PSTORAGE_REQUEST_BLOCK)Srb)->Name = Name;                                   \
    } else {                                                                        \
      ((PSCSI_REQUEST_BLOCK)Srb)->Name = Name;                                      \
    }                                                                               \
  }

SRBHELPER_MEMBER(PVOID, DataBuffer)
SRBHELPER_MEMBER(ULONG, DataTransferLength)
SRBHELPER_MEMBER(ULONG, TimeOutValue)
SRBHELPER_MEMBER(PVOID, OriginalRequest)
SRBHELPER_MEMBER(ULONG, SrbFlags)
SRBHELPER_MEMBER(UCHAR, SrbStatus)

SRBHELPER_INLINE VOID SrbAssignSrbFlags(PVOID Srb, ULONG SrbFlags) { SrbSetSrbFlags(Srb, SrbFlags); }

SRBHELPER_INLINE VOID SrbClearSrbFlags(PVOID Srb, ULONG SrbFlags) {
  SrbSetSrbFlags(Srb, SrbGetSrbFlags(Srb) & ~SrbFlags);
}

SRBHELPER_INLINE ULONG SrbGetSrbFunction(const VOID *Srb) {
  return SRBHELPER_IS_EXTENDED(Srb) ? ((PSTORAGE_REQUEST_BLOCK)Srb)->SrbFunction
                                    : ((PSCSI_REQUEST_BLOCK)Srb)->Function;
}

SRBHELPER_INLINE ULONG SrbGetSrbLength(const VOID *Srb) {
  return SRBHELPER_IS_EXTENDED(Srb) ? ((PSTORAGE_REQUEST_BLOCK)Srb)->SrbLength : ((PSCSI_REQUEST_BLOCK)Srb)->Length;
}

SRBHELPER_INLINE PVOID SrbGetNextSrb(PVOID Srb) {
  return SRBHELPER_IS_EXTENDED(Srb) ? (PVOID)((PSTORAGE_REQUEST_BLOCK)Srb)->NextSrb
                                    : (PVOID)((PSCSI_REQUEST_BLOCK)Srb)->NextSrb;
}

SRBHELPER_INLINE VOID SrbSetNextSrb(PVOID Srb, PVOID NextSrb) {
  if (SRBHELPER_IS_EXTENDED(Srb)) {
    ((PSTORAGE_REQUEST_BLOCK)Srb)->NextSrb = (PSTORAGE_REQUEST_BLOCK)NextSrb;
  } else {
    ((PSCSI_REQUEST_BLOCK)Srb)->NextSrb = (PSCSI_REQUEST_BLOCK)NextSrb;
  }
}

SRBHELPER_INLINE PVOID SrbGetMiniportContext(PVOID Srb) {
  return SRBHELPER_IS_EXTENDED(Srb) ? ((PSTORAGE_REQUEST_BLOCK)Srb)->MiniportContext
                                    : ((PSCSI_REQUEST_BLOCK)Srb)->SrbExtension;
}

SRBHELPER_INLINE ULONG SrbGetRequestTag(PVOID Srb) {
  return SRBHELPER_IS_EXTENDED(Srb) ? ((PSTORAGE_REQUEST_BLOCK)Srb)->RequestTag : ((PSCSI_REQUEST_BLOCK)Srb)->QueueTag;
}

SRBHELPER_INLINE ULONG SrbGetRequestAttribute(PVOID Srb) {
  return SRBHELPER_IS_EXTENDED(Srb) ? ((PSTORAGE_REQUEST_BLOCK)Srb)->RequestAttribute
                                    : ((PSCSI_REQUEST_BLOCK)Srb)->QueueAction;
}

SRBHELPER_INLINE ULONG SrbGetSystemStatus(PVOID Srb) {
  return SRBHELPER_IS_EXTENDED(Srb) ? ((PSTORAGE_REQUEST_BLOCK)Srb)->SystemStatus
                                    : ((PSCSI_REQUEST_BLOCK)Srb)->InternalStatus;
}

SRBHELPER_INLINE VOID SrbSetSystemStatus(PVOID Srb, ULONG Status) {
  if (SRBHELPER_IS_EXTENDED(Srb)) {
    ((PSTORAGE_REQUEST_BLOCK)Srb)->SystemStatus = Status;
  } else {
    ((PSCSI_REQUEST_BLOCK)Srb)->InternalStatus = Status;
  }
}

// The SCSI part of a request: whichever outputs are asked for. FALSE if the request has none.
SRBHELPER_INLINE BOOLEAN SrbGetScsiData(PVOID Srb, PUCHAR CdbLength8, PULONG CdbLength32, PUCHAR ScsiStatus,
                                        PVOID *SenseInfoBuffer, PUCHAR SenseInfoBufferLength) {
  UCHAR status = 0, senseLength = 0;
  ULONG cdbLength = 0;
  PVOID sense = NULL;
  BOOLEAN found = TRUE;
  if (SRBHELPER_IS_EXTENDED(Srb)) {
    PSRBEX_DATA data = SrbGetPrimarySrbExData((PSTORAGE_REQUEST_BLOCK)Srb);
    if (data != NULL && (data->Type == SrbExDataTypeScsiCdb16 || data->Type == SrbExDataTypeScsiCdb32)) {
      PSRBEX_DATA_SCSI_CDB16 cdb = (PSRBEX_DATA_SCSI_CDB16)data;
      cdbLength = cdb->CdbLength;
      status = cdb->ScsiStatus;
      sense = cdb->SenseInfoBuffer;
      senseLength = cdb->SenseInfoBufferLength;
    } else if (data != NULL && data->Type == SrbExDataTypeScsiCdbVar) {
      PSRBEX_DATA_SCSI_CDB_VAR cdb = (PSRBEX_DATA_SCSI_CDB_VAR)data;
      cdbLength = cdb->CdbLength;
      status = cdb->ScsiStatus;
      sense = cdb->SenseInfoBuffer;
      senseLength = cdb->SenseInfoBufferLength;
    } else {
      found = FALSE;
    }
  } else {
    PSCSI_REQUEST_BLOCK block = (PSCSI_REQUEST_BLOCK)Srb;
    cdbLength = block->CdbLength;
    status = block->ScsiStatus;
    sense = block->SenseInfoBuffer;
    senseLength = block->SenseInfoBufferLength;
  }
  if (CdbLength8 != NULL) *CdbLength8 = (UCHAR)cdbLength;
  if (CdbLength32 != NULL) *CdbLength32 = cdbLength;
  if (ScsiStatus != NULL) *ScsiStatus = status;
  if (SenseInfoBuffer != NULL) *SenseInfoBuffer = sense;
  if (SenseInfoBufferLength != NULL) *SenseInfoBufferLength = senseLength;
  return found;
}

// Writes the SCSI part of a request; NULL leaves a member alone.
SRBHELPER_INLINE VOID SrbSetScsiData(PVOID Srb, PUCHAR CdbLength8, PULONG CdbLength32, PUCHAR ScsiStatus,
                                     PVOID *SenseInfoBuffer, PUCHAR SenseInfoBufferLength) {
  if (SRBHELPER_IS_EXTENDED(Srb)) {
    PSRBEX_DATA data = SrbGetPrimarySrbExData((PSTORAGE_REQUEST_BLOCK)Srb);
    if (data != NULL && (data->Type == SrbExDataTypeScsiCdb16 || data->Type == SrbExDataTypeScsiCdb32)) {
      PSRBEX_DATA_SCSI_CDB16 cdb = (PSRBEX_DATA_SCSI_CDB16)data;
      if (CdbLength8 != NULL) cdb->CdbLength = *CdbLength8;
      if (ScsiStatus != NULL) cdb->ScsiStatus = *ScsiStatus;
      if (SenseInfoBuffer != NULL) cdb->SenseInfoBuffer = *SenseInfoBuffer;
      if (SenseInfoBufferLength != NULL) cdb->SenseInfoBufferLength = *SenseInfoBufferLength;
    } else if (data != NULL && data->Type == SrbExDataTypeScsiCdbVar) {
      PSRBEX_DATA_SCSI_CDB_VAR cdb = (PSRBEX_DATA_SCSI_CDB_VAR)data;
      if (CdbLength32 != NULL) cdb->CdbLength = *CdbLength32;
      if (ScsiStatus != NULL) cdb->ScsiStatus = *ScsiStatus;
      if (SenseInfoBuffer != NULL) cdb->SenseInfoBuffer = *SenseInfoBuffer;
      if (SenseInfoBufferLength != NULL) cdb->SenseInfoBufferLength = *SenseInfoBufferLength;
    }
  } else {
    PSCSI_REQUEST_BLOCK block = (PSCSI_REQUEST_BLOCK)Srb;
    if (CdbLength8 != NULL) block->CdbLength = *CdbLength8;
    if (ScsiStatus != NULL) block->ScsiStatus = *ScsiStatus;
    if (SenseInfoBuffer != NULL) block->SenseInfoBuffer = *SenseInfoBuffer;
    if (SenseInfoBufferLength != NULL) block->SenseInfoBufferLength = *SenseInfoBufferLength;
  }
}

SRBHELPER_INLINE PCDB SrbGetCdb(PVOID Srb) {
  if (SRBHELPER_IS_EXTENDED(Srb)) {
    PSRBEX_DATA data = SrbGetPrimarySrbExData((PSTORAGE_REQUEST_BLOCK)Srb);
    if (data == NULL) {
      return NULL;
    }
    switch (data->Type) {
      case SrbExDataTypeScsiCdb16:
        return (PCDB)((PSRBEX_DATA_SCSI_CDB16)data)->Cdb;
      case SrbExDataTypeScsiCdb32:
        return (PCDB)((PSRBEX_DATA_SCSI_CDB32)data)->Cdb;
      case SrbExDataTypeScsiCdbVar:
        return (PCDB)((PSRBEX_DATA_SCSI_CDB_VAR)data)->Cdb;
      default:
        return NULL;
    }
  }
  return (PCDB)((PSCSI_REQUEST_BLOCK)Srb)->Cdb;
}

SRBHELPER_INLINE ULONG SrbGetCdbLength(PVOID Srb) {
  ULONG length = 0;
  SrbGetScsiData(Srb, NULL, &length, NULL, NULL, NULL);
  return length;
}

SRBHELPER_INLINE VOID SrbSetCdbLength(PVOID Srb, ULONG CdbLength) {
  UCHAR length = (UCHAR)CdbLength;
  SrbSetScsiData(Srb, &length, &CdbLength, NULL, NULL, NULL);
}

SRBHELPER_INLINE PVOID SrbGetSenseInfoBuffer(PVOID Srb) {
  PVOID buffer = NULL;
  SrbGetScsiData(Srb, NULL, NULL, NULL, &buffer, NULL);
  return buffer;
}

SRBHELPER_INLINE VOID SrbSetSenseInfoBuffer(PVOID Srb, PVOID SenseInfoBuffer) {
  SrbSetScsiData(Srb, NULL, NULL, NULL, &SenseInfoBuffer, NULL);
}

SRBHELPER_INLINE UCHAR SrbGetSenseInfoBufferLength(PVOID Srb) {
  UCHAR length = 0;
  SrbGetScsiData(Srb, NULL, NULL, NULL, NULL, &length);
  return length;
}

SRBHELPER_INLINE VOID SrbSetSenseInfoBufferLength(PVOID Srb, UCHAR SenseInfoBufferLength) {
  SrbSetScsiData(Srb, NULL, NULL, NULL, NULL, &SenseInfoBufferLength);
}

SRBHELPER_INLINE UCHAR SrbGetScsiStatus(PVOID Srb) {
  UCHAR status = 0;
  SrbGetScsiData(Srb, NULL, NULL, &status, NULL, NULL);
  return status;
}

SRBHELPER_INLINE VOID SrbSetScsiStatus(PVOID Srb, UCHAR ScsiStatus) {
  SrbSetScsiData(Srb, NULL, NULL, &ScsiStatus, NULL, NULL);
}

#undef SRBHELPER_MEMBER

SRBHELPER_INLINE VOID SrbSetRequestTag(PVOID Srb, ULONG RequestTag) {
  if (SRBHELPER_IS_EXTENDED(Srb)) {
    ((PSTORAGE_REQUEST_BLOCK)Srb)->RequestTag = RequestTag;
  } else {
    ((PSCSI_REQUEST_BLOCK)Srb)->QueueTag = (UCHAR)RequestTag;
  }
}
#define SrbSetQueueTag SrbSetRequestTag

SRBHELPER_INLINE VOID SrbSetRequestAttribute(PVOID Srb, UCHAR RequestAttribute) {
  if (SRBHELPER_IS_EXTENDED(Srb)) {
    ((PSTORAGE_REQUEST_BLOCK)Srb)->RequestAttribute = RequestAttribute;
  } else {
    ((PSCSI_REQUEST_BLOCK)Srb)->QueueAction = RequestAttribute;
  }
}
#define SrbSetQueueAction SrbSetRequestAttribute

SRBHELPER_INLINE VOID SrbSetQueueSortKey(PVOID Srb, ULONG QueueSortKey) {
  if (!SRBHELPER_IS_EXTENDED(Srb)) ((PSCSI_REQUEST_BLOCK)Srb)->QueueSortKey = QueueSortKey;
}

// A block of either kind is cleared but for what says of which kind and how long it is.
SRBHELPER_INLINE VOID SrbZeroSrb(PVOID Srb) {
  if (SRBHELPER_IS_EXTENDED(Srb)) {
    PSTORAGE_REQUEST_BLOCK block = (PSTORAGE_REQUEST_BLOCK)Srb;
    UCHAR function = block->Function;
    ULONG length = block->SrbLength;
    RtlZeroMemory(block, length);
    block->Function = function;
    block->SrbLength = length;
  } else {
    PSCSI_REQUEST_BLOCK block = (PSCSI_REQUEST_BLOCK)Srb;
    UCHAR function = block->Function;
    USHORT length = block->Length;
    RtlZeroMemory(block, length);
    block->Function = function;
    block->Length = length;
  }
}

// FALSE if there is too little room.
SRBHELPER_INLINE BOOLEAN SrbCopySrb(PVOID DestinationSrb, ULONG DestinationSrbLength, PVOID SourceSrb) {
  if (DestinationSrbLength < SrbGetSrbLength(SourceSrb)) return FALSE;
  RtlCopyMemory(DestinationSrb, SourceSrb, SrbGetSrbLength(SourceSrb));
  return TRUE;
}
