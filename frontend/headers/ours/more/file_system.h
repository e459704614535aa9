// SPDX-License-Identifier: Apache-2.0
// File systems: structures, constants and DDIs that mingw-w64's ntifs.h lacks or has in an older form.
#pragma once

typedef struct _FSRTL_ADVANCED_FCB_HEADER {
  FSRTL_COMMON_FCB_HEADER_LAYOUT
  PFAST_MUTEX FastMutex;
  LIST_ENTRY FilterContexts;
  EX_PUSH_LOCK PushLock;
  PVOID *FileContextSupportPointer;
  union {
    OPLOCK Oplock;
    PVOID ReservedForRemote;
  };
  PVOID AePushLock;
  ULONG BypassIoOpenCount;
  PVOID ReservedContext;
} FSRTL_ADVANCED_FCB_HEADER, *PFSRTL_ADVANCED_FCB_HEADER;

VOID FsRtlSetupAdvancedHeader(PVOID AdvHdr, PFAST_MUTEX FMutex);
#undef FsRtlSetupAdvancedHeaderEx
VOID FsRtlSetupAdvancedHeaderEx(PVOID AdvHdr, PFAST_MUTEX FMutex, PVOID *FileContextSupportPointer);
VOID FsRtlSetupAdvancedHeaderEx2(PVOID AdvHdr, PFAST_MUTEX FMutex, PVOID *FileContextSupportPointer, PVOID AePushLock);

#define FSRTL_FCB_HEADER_V2 0x02
#define FSRTL_FCB_HEADER_V3 0x03
#define FSRTL_FCB_HEADER_V4 0x04

// Opportunistic locks.
#ifndef OPLOCK_FLAG_COMPLETE_IF_OPLOCKED
#define OPLOCK_FLAG_COMPLETE_IF_OPLOCKED 0x00000001
#endif
#ifndef OPLOCK_FLAG_OPLOCK_KEY_CHECK_ONLY
#define OPLOCK_FLAG_OPLOCK_KEY_CHECK_ONLY 0x00000002
#define OPLOCK_FLAG_BACK_OUT_ATOMIC_OPLOCK 0x00000004
#define OPLOCK_FLAG_IGNORE_OPLOCK_KEYS 0x00000008
#endif
#define OPLOCK_FLAG_PARENT_OBJECT 0x00000010
#define OPLOCK_FLAG_CLOSING_DELETE_ON_CLOSE 0x00000020
#define OPLOCK_FLAG_REMOVING_FILE_OR_LINK 0x00000040
#define OPLOCK_FLAG_BREAKING_FOR_SHARING_VIOLATION 0x00000080
#define OPLOCK_FSCTRL_FLAG_ALL_KEYS_MATCH 0x00000001

// Cache manager.
#define CC_DISABLE_READ_AHEAD 0x2
#define CC_DISABLE_WRITE_BEHIND 0x4
#define CC_DISABLE_UNMAP_BEHIND 0x8
#define CC_ENABLE_DISK_IO_ACCOUNTING 0x10
#define CC_ENABLE_CPU_CACHE 0x10000000
VOID CcSetAdditionalCacheAttributesEx(PFILE_OBJECT FileObject, ULONG Flags);
BOOLEAN CcCopyReadEx(PFILE_OBJECT FileObject, PLARGE_INTEGER FileOffset, ULONG Length, BOOLEAN Wait, PVOID Buffer,
                     PIO_STATUS_BLOCK IoStatus, PETHREAD IoIssuerThread);
BOOLEAN CcCopyWriteEx(PFILE_OBJECT FileObject, PLARGE_INTEGER FileOffset, ULONG Length, BOOLEAN Wait, PVOID Buffer,
                      PETHREAD IoIssuerThread);
VOID CcScheduleReadAheadEx(PFILE_OBJECT FileObject, PLARGE_INTEGER FileOffset, ULONG Length, PETHREAD IoIssuerThread);
BOOLEAN PsIsDiskCountersEnabled(VOID);
VOID PsUpdateDiskCounters(PEPROCESS Process, ULONG64 BytesRead, ULONG64 BytesWritten, ULONG ReadOperationCount,
                          ULONG WriteOperationCount, ULONG FlushOperationCount);

// Sector sizes.
typedef struct _FILE_FS_SECTOR_SIZE_INFORMATION {
  ULONG LogicalBytesPerSector;
  ULONG PhysicalBytesPerSectorForAtomicity;
  ULONG PhysicalBytesPerSectorForPerformance;
  ULONG FileSystemEffectivePhysicalBytesPerSectorForAtomicity;
  ULONG Flags;
  ULONG ByteOffsetForSectorAlignment;
  ULONG ByteOffsetForPartitionAlignment;
} FILE_FS_SECTOR_SIZE_INFORMATION, *PFILE_FS_SECTOR_SIZE_INFORMATION;
#define SSINFO_FLAGS_ALIGNED_DEVICE 0x00000001
#define SSINFO_FLAGS_PARTITION_ALIGNED_ON_DEVICE 0x00000002
#define SSINFO_FLAGS_NO_SEEK_PENALTY 0x00000004
#define SSINFO_FLAGS_TRIM_ENABLED 0x00000008
#define SSINFO_FLAGS_BYTE_ADDRESSABLE 0x00000010
#define SSINFO_OFFSET_UNKNOWN 0xFFFFFFFF
NTSTATUS FsRtlGetSectorSizeInformation(PDEVICE_OBJECT DeviceObject, PFILE_FS_SECTOR_SIZE_INFORMATION SectorSizeInfo);
NTSTATUS FsRtlGetSupportedFeatures(PDEVICE_OBJECT DeviceObject, PULONG SupportedFeatures);
#define SUPPORTED_FS_FEATURES_OFFLOAD_READ 0x00000001
#define SUPPORTED_FS_FEATURES_OFFLOAD_WRITE 0x00000002
BOOLEAN FsRtlIsSystemPagingFile(PFILE_OBJECT FileObject);
NTSTATUS FsRtlQueryInformationFile(PFILE_OBJECT FileObject, PVOID FileInformation, ULONG Length,
                                   FILE_INFORMATION_CLASS FileInformationClass, PULONG RetFileInformationSize);
NTSTATUS FsRtlIssueDeviceIoControl(PDEVICE_OBJECT DeviceObject, ULONG IoCtl, UCHAR Flags, PVOID InputBuffer,
                                   ULONG InputBufferLength, PVOID OutputBuffer, ULONG OutputBufferLength,
                                   PULONG_PTR RetInformation);
NTSTATUS FsRtlMdlReadEx(PFILE_OBJECT FileObject, PLARGE_INTEGER FileOffset, ULONG Length, ULONG LockKey, PMDL *MdlChain,
                        PIO_STATUS_BLOCK IoStatus);

// File system controls.
#define FSCTL_SET_PURGE_FAILURE_MODE CTL_CODE(FILE_DEVICE_FILE_SYSTEM, 156, METHOD_BUFFERED, FILE_ANY_ACCESS)
typedef struct _SET_PURGE_FAILURE_MODE_INPUT {
  ULONG Flags;
} SET_PURGE_FAILURE_MODE_INPUT, *PSET_PURGE_FAILURE_MODE_INPUT;
#define SET_PURGE_FAILURE_MODE_ENABLED 0x00000001
#define SET_PURGE_FAILURE_MODE_DISABLED 0x00000002

NTSTATUS ZwFlushBuffersFileEx(HANDLE FileHandle, ULONG Flags, PVOID Parameters, ULONG ParametersSize,
                              PIO_STATUS_BLOCK IoStatusBlock);
typedef enum _MEMORY_INFORMATION_CLASS { MemoryBasicInformation } MEMORY_INFORMATION_CLASS;
NTSTATUS ZwQueryVirtualMemory(HANDLE ProcessHandle, PVOID BaseAddress, MEMORY_INFORMATION_CLASS MemoryInformationClass,
                              PVOID MemoryInformation, SIZE_T MemoryInformationLength, PSIZE_T ReturnLength);

typedef VOID DRIVER_FS_NOTIFICATION(struct _DEVICE_OBJECT *DeviceObject, BOOLEAN FsActive);

// Information classes of Windows 10.
typedef struct _FILE_RENAME_INFORMATION {
  union {
    BOOLEAN ReplaceIfExists;
    ULONG Flags;
  };
  HANDLE RootDirectory;
  ULONG FileNameLength;
  WCHAR FileName[1];
} FILE_RENAME_INFORMATION, *PFILE_RENAME_INFORMATION;
#define FILE_RENAME_REPLACE_IF_EXISTS 0x00000001
#define FILE_RENAME_POSIX_SEMANTICS 0x00000002
#define FILE_RENAME_SUPPRESS_PIN_STATE_INHERITANCE 0x00000004
#define FILE_RENAME_SUPPRESS_STORAGE_RESERVE_INHERITANCE 0x00000008
#define FILE_RENAME_NO_INCREASE_AVAILABLE_SPACE 0x00000010
#define FILE_RENAME_NO_DECREASE_AVAILABLE_SPACE 0x00000020
#define FILE_RENAME_IGNORE_READONLY_ATTRIBUTE 0x00000040

typedef struct _FILE_DISPOSITION_INFORMATION_EX {
  ULONG Flags;
} FILE_DISPOSITION_INFORMATION_EX, *PFILE_DISPOSITION_INFORMATION_EX;
#define FILE_DISPOSITION_DO_NOT_DELETE 0x00000000
#define FILE_DISPOSITION_DELETE 0x00000001
#define FILE_DISPOSITION_POSIX_SEMANTICS 0x00000002
#define FILE_DISPOSITION_FORCE_IMAGE_SECTION_CHECK 0x00000004
#define FILE_DISPOSITION_ON_CLOSE 0x00000008
#define FILE_DISPOSITION_IGNORE_READONLY_ATTRIBUTE 0x00000010

typedef struct _FILE_STAT_INFORMATION {
  LARGE_INTEGER FileId;
  LARGE_INTEGER CreationTime;
  LARGE_INTEGER LastAccessTime;
  LARGE_INTEGER LastWriteTime;
  LARGE_INTEGER ChangeTime;
  LARGE_INTEGER AllocationSize;
  LARGE_INTEGER EndOfFile;
  ULONG FileAttributes;
  ULONG ReparseTag;
  ULONG NumberOfLinks;
  ACCESS_MASK EffectiveAccess;
} FILE_STAT_INFORMATION, *PFILE_STAT_INFORMATION;

NTSTATUS FsRtlDismountComplete(PDEVICE_OBJECT DeviceObject, NTSTATUS DismountStatus);
