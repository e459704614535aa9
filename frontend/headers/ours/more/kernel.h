// SPDX-License-Identifier: Apache-2.0
// Executive, memory, object, process and run-time library DDIs that mingw-w64's wdm.h and ntddk.h lack.
#pragma once

NTSTATUS NtPowerInformation(POWER_INFORMATION_LEVEL InformationLevel, PVOID InputBuffer, ULONG InputBufferLength,
                            PVOID OutputBuffer, ULONG OutputBufferLength);
ULONG HalGetInterruptVector(INTERFACE_TYPE InterfaceType, ULONG BusNumber, ULONG BusInterruptLevel,
                            ULONG BusInterruptVector, PKIRQL Irql, PKAFFINITY Affinity);

typedef VOID EXPAND_STACK_CALLOUT(PVOID Parameter);

VOID KeQuerySystemTimePrecise(PLARGE_INTEGER CurrentTime);
ULONG64 KeQueryInterruptTimePrecise(PULONG64 QpcTimeStamp);
VOID ExQueryTimerResolution(PULONG MaximumTime, PULONG MinimumTime, PULONG CurrentTime);
NTSTATUS ExGetFirmwareEnvironmentVariable(PUNICODE_STRING VariableName, LPGUID VendorGuid, PVOID Value,
                                          PULONG ValueLength, PULONG Attributes);
NTSTATUS ExSetFirmwareEnvironmentVariable(PUNICODE_STRING VariableName, LPGUID VendorGuid, PVOID Value,
                                          ULONG ValueLength, ULONG Attributes);

PVOID MmAllocateContiguousNodeMemory(SIZE_T NumberOfBytes, PHYSICAL_ADDRESS LowestAcceptableAddress,
                                     PHYSICAL_ADDRESS HighestAcceptableAddress,
                                     PHYSICAL_ADDRESS BoundaryAddressMultiple, ULONG Protect,
                                     NODE_REQUIREMENT PreferredNode);
PVOID MmMapIoSpaceEx(PHYSICAL_ADDRESS PhysicalAddress, SIZE_T NumberOfBytes, ULONG Protect);

typedef struct _MM_COPY_ADDRESS {
  union {
    PVOID VirtualAddress;
    PHYSICAL_ADDRESS PhysicalAddress;
  };
} MM_COPY_ADDRESS, *PMMCOPY_ADDRESS;
#define MM_COPY_MEMORY_PHYSICAL 0x1
#define MM_COPY_MEMORY_VIRTUAL 0x2
NTSTATUS MmCopyMemory(PVOID TargetAddress, MM_COPY_ADDRESS SourceAddress, SIZE_T NumberOfBytes, ULONG Flags,
                      PSIZE_T NumberOfBytesTransferred);

NTSTATUS ObCloseHandle(HANDLE Handle, KPROCESSOR_MODE PreviousMode);
BOOLEAN ObReferenceObjectSafe(PVOID Object);

typedef enum _PSCREATEPROCESSNOTIFYTYPE { PsCreateProcessNotifySubsystems = 0 } PSCREATEPROCESSNOTIFYTYPE;
NTSTATUS PsSetCreateProcessNotifyRoutineEx2(PSCREATEPROCESSNOTIFYTYPE NotifyType, PVOID NotifyInformation,
                                            BOOLEAN Remove);
NTSTATUS PsGetProcessExitStatus(PEPROCESS Process);
ULONGLONG PsGetProcessStartKey(PEPROCESS Process);
NTSTATUS PsGetThreadExitStatus(PETHREAD Thread);
LONGLONG PsGetThreadCreateTime(PETHREAD Thread);

BOOLEAN RtlIsZeroMemory(PVOID Buffer, SIZE_T Length);
VOID RtlFillMemoryNonTemporal(VOID *Destination, SIZE_T Length, const UCHAR Value);

// Registry callbacks of Windows 8.
NTSTATUS CmCallbackGetKeyObjectIDEx(PLARGE_INTEGER Cookie, PVOID Object, PULONG_PTR ObjectID, PCUNICODE_STRING *ObjectName, ULONG Flags);
VOID CmCallbackReleaseKeyObjectIDEx(PCUNICODE_STRING ObjectName);

// Memory that no driver owns, hot-added memory, dumps.
typedef struct _MM_PHYSICAL_ADDRESS_LIST {
  PHYSICAL_ADDRESS PhysicalAddress;
  SIZE_T NumberOfBytes;
} MM_PHYSICAL_ADDRESS_LIST, *PMM_PHYSICAL_ADDRESS_LIST;
NTSTATUS MmAllocateMdlForIoSpace(PMM_PHYSICAL_ADDRESS_LIST PhysicalAddressList, SIZE_T NumberOfEntries, PMDL *NewMdl);
#ifndef MM_ALLOCATE_AND_HOT_REMOVE
#define MM_ALLOCATE_AND_HOT_REMOVE 0x00000100
#endif
NTSTATUS KeInitializeCrashDumpHeader(ULONG DumpType, ULONG Flags, PVOID Buffer, ULONG BufferSize, PULONG BufferNeeded);
#ifndef CRITICAL_STRUCTURE_CORRUPTION
#define CRITICAL_STRUCTURE_CORRUPTION ((ULONG)0x00000109)
#endif
#ifndef STATUS_BAD_DATA
#define STATUS_BAD_DATA ((NTSTATUS)0xC000090B)
#endif

ULONG64 KeQueryUnbiasedInterruptTimePrecise(PULONG64 QpcTimeStamp);
ULONG64 KeQueryInterruptTimePrecise(PULONG64 QpcTimeStamp);
PEPROCESS PsGetThreadProcess(PETHREAD Thread);
typedef VOID EXPAND_STACK_CALLOUT(PVOID Parameter);
typedef EXPAND_STACK_CALLOUT *PEXPAND_STACK_CALLOUT;
NTSTATUS KeExpandKernelStackAndCalloutEx(PEXPAND_STACK_CALLOUT Callout, PVOID Parameter, SIZE_T Size, BOOLEAN Wait, PVOID Context);
NTSTATUS IoVolumeDeviceToGuid(PVOID VolumeDeviceObject, LPGUID Guid);
NTSTATUS IoVolumeDeviceToDosName(PVOID VolumeDeviceObject, PUNICODE_STRING DosName);

// Reads and writes of memory that several processors use.
#define SDVLITE_FENCES(Name, Type)                                                                  \
  FORCEINLINE Type Read##Name##NoFence(Type const volatile *Source) { return *Source; }             \
  FORCEINLINE Type Read##Name##Acquire(Type const volatile *Source) { return *Source; }             \
  FORCEINLINE Type Read##Name##Raw(Type const volatile *Source) { return *Source; }                 \
  FORCEINLINE VOID Write##Name##NoFence(Type volatile *Destination, Type Value) { *Destination = Value; } \
  FORCEINLINE VOID Write##Name##Release(Type volatile *Destination, Type Value) { *Destination = Value; } \
  FORCEINLINE VOID Write##Name##Raw(Type volatile *Destination, Type Value) { *Destination = Value; }
#ifndef ReadULong64NoFence
SDVLITE_FENCES(Char8, CHAR)
SDVLITE_FENCES(UChar, UCHAR)
SDVLITE_FENCES(Short, SHORT)
SDVLITE_FENCES(UShort, USHORT)
SDVLITE_FENCES(ULong, ULONG)
SDVLITE_FENCES(64, LONG64)
SDVLITE_FENCES(ULong64, ULONG64)
#endif

ULONG KeGetCurrentProcessorIndex(VOID);
PMDL MmAllocateNodePagesForMdlEx(PHYSICAL_ADDRESS LowAddress, PHYSICAL_ADDRESS HighAddress, PHYSICAL_ADDRESS SkipBytes, SIZE_T TotalBytes, MEMORY_CACHING_TYPE CacheType,
                                 ULONG IdealNode, ULONG Flags);
CHAR InterlockedExchange8(CHAR volatile *Target, CHAR Value);
SHORT InterlockedExchange16(SHORT volatile *Target, SHORT Value);
