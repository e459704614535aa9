// SPDX-License-Identifier: Apache-2.0
// I/O that a minifilter starts, callback data, buffers, work items, oplocks, extra create parameters.
#pragma once

#define FLTFL_IO_OPERATION_NON_CACHED 0x00000001
#define FLTFL_IO_OPERATION_PAGING 0x00000002
#define FLTFL_IO_OPERATION_DO_NOT_UPDATE_BYTE_OFFSET 0x00000004
#define FLTFL_IO_OPERATION_SYNCHRONOUS_PAGING 0x00000008
typedef ULONG FLT_IO_OPERATION_FLAGS;

#define SDVLITE_FLT_CREATE                                                                                                         \
  PFLT_FILTER Filter, PFLT_INSTANCE Instance, PHANDLE FileHandle
#define SDVLITE_FLT_CREATE_REST                                                                                                    \
  ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes, PIO_STATUS_BLOCK IoStatusBlock, PLARGE_INTEGER AllocationSize,    \
      ULONG FileAttributes, ULONG ShareAccess, ULONG CreateDisposition, ULONG CreateOptions, PVOID EaBuffer, ULONG EaLength, ULONG Flags
NTSTATUS FltCreateFile(SDVLITE_FLT_CREATE, SDVLITE_FLT_CREATE_REST);
NTSTATUS FltCreateFileEx(SDVLITE_FLT_CREATE, PFILE_OBJECT *FileObject, SDVLITE_FLT_CREATE_REST);
NTSTATUS FltCreateFileEx2(SDVLITE_FLT_CREATE, PFILE_OBJECT *FileObject, SDVLITE_FLT_CREATE_REST, struct _IO_DRIVER_CREATE_CONTEXT *DriverContext);
NTSTATUS FltOpenVolume(PFLT_INSTANCE Instance, PHANDLE VolumeHandle, PFILE_OBJECT *VolumeFileObject);
NTSTATUS FltClose(HANDLE FileHandle);
NTSTATUS FltReissueSynchronousIo(PFLT_INSTANCE InitiatingInstance, PFLT_CALLBACK_DATA CallbackData);
NTSTATUS FltReadFile(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject, PLARGE_INTEGER ByteOffset, ULONG Length, PVOID Buffer, FLT_IO_OPERATION_FLAGS Flags,
                     PULONG BytesRead, PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine, PVOID CallbackContext);
NTSTATUS FltReadFileEx(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject, PLARGE_INTEGER ByteOffset, ULONG Length, PVOID Buffer, FLT_IO_OPERATION_FLAGS Flags,
                       PULONG BytesRead, PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine, PVOID CallbackContext, PULONG Key, PMDL Mdl);
NTSTATUS FltWriteFile(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject, PLARGE_INTEGER ByteOffset, ULONG Length, PVOID Buffer, FLT_IO_OPERATION_FLAGS Flags,
                      PULONG BytesWritten, PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine, PVOID CallbackContext);
NTSTATUS FltWriteFileEx(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject, PLARGE_INTEGER ByteOffset, ULONG Length, PVOID Buffer, FLT_IO_OPERATION_FLAGS Flags,
                        PULONG BytesWritten, PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine, PVOID CallbackContext, PULONG Key, PMDL Mdl);
NTSTATUS FltQueryInformationFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PVOID FileInformation, ULONG Length, FILE_INFORMATION_CLASS FileInformationClass,
                                 PULONG LengthReturned);
NTSTATUS FltQueryInformationByName(PFLT_FILTER Filter, PFLT_INSTANCE Instance, POBJECT_ATTRIBUTES ObjectAttributes, PIO_STATUS_BLOCK IoStatusBlock, PVOID FileInformation,
                                   ULONG Length, FILE_INFORMATION_CLASS FileInformationClass, struct _IO_DRIVER_CREATE_CONTEXT *DriverContext);
NTSTATUS FltSetInformationFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PVOID FileInformation, ULONG Length, FILE_INFORMATION_CLASS FileInformationClass);
NTSTATUS FltQueryVolumeInformation(PFLT_INSTANCE Instance, PIO_STATUS_BLOCK Iosb, PVOID FsInformation, ULONG Length, FS_INFORMATION_CLASS FsInformationClass);
NTSTATUS FltQueryVolumeInformationFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PVOID FsInformation, ULONG Length, FS_INFORMATION_CLASS FsInformationClass,
                                       PULONG LengthReturned);
NTSTATUS FltSetVolumeInformation(PFLT_INSTANCE Instance, PIO_STATUS_BLOCK Iosb, PVOID FsInformation, ULONG Length, FS_INFORMATION_CLASS FsInformationClass);
NTSTATUS FltQueryDirectoryFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PVOID FileInformation, ULONG Length, FILE_INFORMATION_CLASS FileInformationClass,
                               BOOLEAN ReturnSingleEntry, PUNICODE_STRING FileName, BOOLEAN RestartScan, PULONG LengthReturned);
NTSTATUS FltQueryEaFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PVOID ReturnedEaData, ULONG Length, BOOLEAN ReturnSingleEntry, PVOID EaList, ULONG EaListLength,
                        PULONG EaIndex, BOOLEAN RestartScan, PULONG LengthReturned);
NTSTATUS FltSetEaFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PVOID EaBuffer, ULONG Length);
NTSTATUS FltQuerySecurityObject(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, SECURITY_INFORMATION SecurityInformation, PSECURITY_DESCRIPTOR SecurityDescriptor,
                                ULONG Length, PULONG LengthNeeded);
NTSTATUS FltSetSecurityObject(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, SECURITY_INFORMATION SecurityInformation, PSECURITY_DESCRIPTOR SecurityDescriptor);
NTSTATUS FltFlushBuffers(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject);
NTSTATUS FltFlushBuffers2(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, ULONG FlushType, PFLT_CALLBACK_DATA CallbackData);
NTSTATUS FltFsControlFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, ULONG FsControlCode, PVOID InputBuffer, ULONG InputBufferLength, PVOID OutputBuffer,
                          ULONG OutputBufferLength, PULONG LengthReturned);
NTSTATUS FltDeviceIoControlFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, ULONG IoControlCode, PVOID InputBuffer, ULONG InputBufferLength, PVOID OutputBuffer,
                                ULONG OutputBufferLength, PULONG LengthReturned);
NTSTATUS FltTagFile(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject, ULONG FileTag, GUID *Guid, PVOID DataBuffer, USHORT DataBufferLength);
NTSTATUS FltUntagFile(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject, ULONG FileTag, GUID *Guid);
VOID FltCancelFileOpen(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject);
NTSTATUS FltCreateSystemVolumeInformationFolder(PFLT_INSTANCE Instance);
NTSTATUS FltIsDirectory(PFILE_OBJECT FileObject, PFLT_INSTANCE Instance, PBOOLEAN IsDirectory);

NTSTATUS FltAllocateCallbackData(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PFLT_CALLBACK_DATA *RetNewCallbackData);
VOID FltFreeCallbackData(PFLT_CALLBACK_DATA CallbackData);
VOID FltReuseCallbackData(PFLT_CALLBACK_DATA CallbackData);
VOID FltPerformSynchronousIo(PFLT_CALLBACK_DATA CallbackData);
NTSTATUS FltPerformAsynchronousIo(PFLT_CALLBACK_DATA CallbackData, PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine, PVOID CallbackContext);
VOID FltCompletePendedPreOperation(PFLT_CALLBACK_DATA CallbackData, FLT_PREOP_CALLBACK_STATUS CallbackStatus, PVOID Context);
VOID FltCompletePendedPostOperation(PFLT_CALLBACK_DATA CallbackData);
BOOLEAN FltDoCompletionProcessingWhenSafe(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects, PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags,
                                          PFLT_POST_OPERATION_CALLBACK SafePostCallback, PFLT_POSTOP_CALLBACK_STATUS RetPostOperationStatus);
VOID FltSetCallbackDataDirty(PFLT_CALLBACK_DATA Data);
VOID FltClearCallbackDataDirty(PFLT_CALLBACK_DATA Data);
BOOLEAN FltIsCallbackDataDirty(PFLT_CALLBACK_DATA Data);
BOOLEAN FltIsOperationSynchronous(PFLT_CALLBACK_DATA CallbackData);
BOOLEAN FltIs32bitProcess(PFLT_CALLBACK_DATA CallbackData);
NTSTATUS FltDecodeParameters(PFLT_CALLBACK_DATA CallbackData, PMDL **MdlAddressPointer, PVOID **Buffer, PULONG *Length, LOCK_OPERATION *DesiredAccess);
PMDL *FltGetSwappedBufferMdlAddress(PFLT_CALLBACK_DATA CallbackData);
VOID FltRetainSwappedBufferMdlAddress(PFLT_CALLBACK_DATA CallbackData);
NTSTATUS FltLockUserBuffer(PFLT_CALLBACK_DATA CallbackData);
PVOID FltGetNewSystemBufferAddress(PFLT_CALLBACK_DATA CallbackData);
PEPROCESS FltGetRequestorProcess(PFLT_CALLBACK_DATA CallbackData);
ULONG FltGetRequestorProcessId(PFLT_CALLBACK_DATA CallbackData);
HANDLE FltGetRequestorProcessIdEx(PFLT_CALLBACK_DATA CallbackData);
NTSTATUS FltGetRequestorSessionId(PFLT_CALLBACK_DATA CallbackData, PULONG SessionId);
PCHAR FltGetIrpName(UCHAR IrpMajorCode);
IO_PRIORITY_HINT FltGetIoPriorityHint(PFLT_CALLBACK_DATA Data);
NTSTATUS FltSetIoPriorityHintIntoCallbackData(PFLT_CALLBACK_DATA Data, IO_PRIORITY_HINT PriorityHint);
NTSTATUS FltRequestOperationStatusCallback(PFLT_CALLBACK_DATA Data, PFLT_GET_OPERATION_STATUS_CALLBACK CallbackRoutine, PVOID RequesterContext);
BOOLEAN FltCancelIo(PFLT_CALLBACK_DATA CallbackData);
NTSTATUS FltSetCancelCompletion(PFLT_CALLBACK_DATA CallbackData, PFLT_COMPLETE_CANCELED_CALLBACK CanceledCallback);
NTSTATUS FltClearCancelCompletion(PFLT_CALLBACK_DATA CallbackData);
BOOLEAN FltIsIoCanceled(PFLT_CALLBACK_DATA CallbackData);
NTSTATUS FltCancellableWaitForSingleObject(PVOID Object, PLARGE_INTEGER Timeout, PFLT_CALLBACK_DATA CallbackData);
NTSTATUS FltCancellableWaitForMultipleObjects(ULONG Count, PVOID ObjectArray[], WAIT_TYPE WaitType, PLARGE_INTEGER Timeout, struct _KWAIT_BLOCK *WaitBlockArray,
                                              PFLT_CALLBACK_DATA CallbackData);
PVOID FltAllocatePoolAlignedWithTag(PFLT_INSTANCE Instance, POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag);
VOID FltFreePoolAlignedWithTag(PFLT_INSTANCE Instance, PVOID Buffer, ULONG Tag);

PFLT_GENERIC_WORKITEM FltAllocateGenericWorkItem(VOID);
VOID FltFreeGenericWorkItem(PFLT_GENERIC_WORKITEM FltWorkItem);
NTSTATUS FltQueueGenericWorkItem(PFLT_GENERIC_WORKITEM FltWorkItem, PVOID FltObject, PFLT_GENERIC_WORKITEM_ROUTINE WorkerRoutine, WORK_QUEUE_TYPE QueueType, PVOID Context);
PFLT_DEFERRED_IO_WORKITEM FltAllocateDeferredIoWorkItem(VOID);
VOID FltFreeDeferredIoWorkItem(PFLT_DEFERRED_IO_WORKITEM FltWorkItem);
NTSTATUS FltQueueDeferredIoWorkItem(PFLT_DEFERRED_IO_WORKITEM FltWorkItem, PFLT_CALLBACK_DATA Data, PFLT_DEFERRED_IO_WORKITEM_ROUTINE WorkerRoutine,
                                    WORK_QUEUE_TYPE QueueType, PVOID Context);

VOID FltInitializePushLock(PEX_PUSH_LOCK PushLock);
VOID FltDeletePushLock(PEX_PUSH_LOCK PushLock);
VOID FltAcquirePushLockExclusive(PEX_PUSH_LOCK PushLock);
VOID FltAcquirePushLockShared(PEX_PUSH_LOCK PushLock);
VOID FltReleasePushLock(PEX_PUSH_LOCK PushLock);
VOID FltAcquirePushLockExclusiveEx(PEX_PUSH_LOCK PushLock, ULONG Flags);
VOID FltAcquirePushLockSharedEx(PEX_PUSH_LOCK PushLock, ULONG Flags);
VOID FltReleasePushLockEx(PEX_PUSH_LOCK PushLock, ULONG Flags);
VOID FltAcquireResourceExclusive(PERESOURCE Resource);
VOID FltAcquireResourceShared(PERESOURCE Resource);
VOID FltReleaseResource(PERESOURCE Resource);

VOID FltInitializeOplock(POPLOCK Oplock);
VOID FltUninitializeOplock(POPLOCK Oplock);
FLT_PREOP_CALLBACK_STATUS FltOplockFsctrl(POPLOCK Oplock, PFLT_CALLBACK_DATA CallbackData, ULONG OpenCount);
FLT_PREOP_CALLBACK_STATUS FltCheckOplock(POPLOCK Oplock, PFLT_CALLBACK_DATA CallbackData, PVOID Context, PVOID WaitCompletionRoutine, PVOID PrePostCallbackDataRoutine);
BOOLEAN FltOplockIsFastIoPossible(POPLOCK Oplock);
BOOLEAN FltCurrentBatchOplock(POPLOCK Oplock);

NTSTATUS FltGetEcpListFromCallbackData(PFLT_FILTER Filter, PFLT_CALLBACK_DATA CallbackData, struct _ECP_LIST **EcpList);
NTSTATUS FltSetEcpListIntoCallbackData(PFLT_FILTER Filter, PFLT_CALLBACK_DATA CallbackData, struct _ECP_LIST *EcpList);
NTSTATUS FltAllocateExtraCreateParameterList(PFLT_FILTER Filter, ULONG Flags, struct _ECP_LIST **EcpList);
VOID FltFreeExtraCreateParameterList(PFLT_FILTER Filter, struct _ECP_LIST *EcpList);
NTSTATUS FltAllocateExtraCreateParameter(PFLT_FILTER Filter, LPCGUID EcpType, ULONG SizeOfContext, ULONG Flags, PVOID CleanupCallback, ULONG PoolTag, PVOID *EcpContext);
NTSTATUS FltAllocateExtraCreateParameterFromLookasideList(PFLT_FILTER Filter, LPCGUID EcpType, ULONG SizeOfContext, ULONG Flags, PVOID CleanupCallback,
                                                          PVOID LookasideList, PVOID *EcpContext);
VOID FltInitExtraCreateParameterLookasideList(PFLT_FILTER Filter, PVOID Lookaside, ULONG Flags, SIZE_T Size, ULONG Tag);
VOID FltDeleteExtraCreateParameterLookasideList(PFLT_FILTER Filter, PVOID Lookaside, ULONG Flags);
VOID FltFreeExtraCreateParameter(PFLT_FILTER Filter, PVOID EcpContext);
NTSTATUS FltInsertExtraCreateParameter(PFLT_FILTER Filter, struct _ECP_LIST *EcpList, PVOID EcpContext);
NTSTATUS FltFindExtraCreateParameter(PFLT_FILTER Filter, struct _ECP_LIST *EcpList, LPCGUID EcpType, PVOID *EcpContext, ULONG *EcpContextSize);
NTSTATUS FltGetNextExtraCreateParameter(PFLT_FILTER Filter, struct _ECP_LIST *EcpList, PVOID CurrentEcpContext, LPGUID NextEcpType, PVOID *NextEcpContext,
                                        ULONG *NextEcpContextSize);
NTSTATUS FltRemoveExtraCreateParameter(PFLT_FILTER Filter, struct _ECP_LIST *EcpList, LPCGUID EcpType, PVOID *EcpContext, ULONG *EcpContextSize);
BOOLEAN FltIsEcpFromUserMode(PFLT_FILTER Filter, PVOID EcpContext);
BOOLEAN FltIsEcpAcknowledged(PFLT_FILTER Filter, PVOID EcpContext);
VOID FltAcknowledgeEcp(PFLT_FILTER Filter, PVOID EcpContext);
