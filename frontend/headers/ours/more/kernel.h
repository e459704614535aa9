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
