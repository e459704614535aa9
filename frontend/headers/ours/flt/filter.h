// SPDX-License-Identifier: Apache-2.0
// Filters, volumes, instances, contexts, ports.
#pragma once

NTSTATUS FltRegisterFilter(PDRIVER_OBJECT Driver, const FLT_REGISTRATION *Registration, PFLT_FILTER *RetFilter);
VOID FltUnregisterFilter(PFLT_FILTER Filter);
NTSTATUS FltStartFiltering(PFLT_FILTER Filter);
PVOID FltGetRoutineAddress(PCSTR FltMgrRoutineName);
NTSTATUS FltLoadFilter(PCUNICODE_STRING FilterName);
NTSTATUS FltUnloadFilter(PCUNICODE_STRING FilterName);
NTSTATUS FltAttachVolume(PFLT_FILTER Filter, PFLT_VOLUME Volume, PCUNICODE_STRING InstanceName, PFLT_INSTANCE *RetInstance);
NTSTATUS FltAttachVolumeAtAltitude(PFLT_FILTER Filter, PFLT_VOLUME Volume, PCUNICODE_STRING Altitude, PCUNICODE_STRING InstanceName, PFLT_INSTANCE *RetInstance);
NTSTATUS FltDetachVolume(PFLT_FILTER Filter, PFLT_VOLUME Volume, PCUNICODE_STRING InstanceName);
NTSTATUS FltObjectReference(PVOID FltObject);
VOID FltObjectDereference(PVOID FltObject);
NTSTATUS FltGetVolumeFromName(PFLT_FILTER Filter, PCUNICODE_STRING VolumeName, PFLT_VOLUME *RetVolume);
NTSTATUS FltGetVolumeFromInstance(PFLT_INSTANCE Instance, PFLT_VOLUME *RetVolume);
NTSTATUS FltGetVolumeFromFileObject(PFLT_FILTER Filter, PFILE_OBJECT FileObject, PFLT_VOLUME *RetVolume);
NTSTATUS FltGetVolumeFromDeviceObject(PFLT_FILTER Filter, PDEVICE_OBJECT DeviceObject, PFLT_VOLUME *RetVolume);
NTSTATUS FltGetFilterFromInstance(PFLT_INSTANCE Instance, PFLT_FILTER *RetFilter);
NTSTATUS FltGetFilterFromName(PCUNICODE_STRING FilterName, PFLT_FILTER *RetFilter);
NTSTATUS FltGetVolumeInstanceFromName(PFLT_FILTER Filter, PFLT_VOLUME Volume, PCUNICODE_STRING InstanceName, PFLT_INSTANCE *RetInstance);
NTSTATUS FltGetTopInstance(PFLT_VOLUME Volume, PFLT_INSTANCE *Instance);
NTSTATUS FltGetBottomInstance(PFLT_VOLUME Volume, PFLT_INSTANCE *Instance);
NTSTATUS FltGetUpperInstance(PFLT_INSTANCE CurrentInstance, PFLT_INSTANCE *UpperInstance);
NTSTATUS FltGetLowerInstance(PFLT_INSTANCE CurrentInstance, PFLT_INSTANCE *LowerInstance);
NTSTATUS FltGetDeviceObject(PFLT_VOLUME Volume, PDEVICE_OBJECT *DeviceObject);
NTSTATUS FltGetDiskDeviceObject(PFLT_VOLUME Volume, PDEVICE_OBJECT *DiskDeviceObject);
NTSTATUS FltGetVolumeName(PFLT_VOLUME Volume, PUNICODE_STRING VolumeName, PULONG BufferSizeNeeded);
NTSTATUS FltGetVolumeGuidName(PFLT_VOLUME Volume, PUNICODE_STRING VolumeGuidName, PULONG BufferSizeNeeded);
NTSTATUS FltGetVolumeProperties(PFLT_VOLUME Volume, PFLT_VOLUME_PROPERTIES VolumeProperties, ULONG VolumePropertiesLength, PULONG LengthReturned);
NTSTATUS FltIsVolumeWritable(PVOID FltObject, PBOOLEAN IsWritable);
NTSTATUS FltIsVolumeSnapshot(PVOID FltObject, PBOOLEAN IsSnapshotVolume);
NTSTATUS FltGetFileSystemType(PVOID FltObject, PFLT_FILESYSTEM_TYPE FileSystemType);
NTSTATUS FltEnumerateVolumes(PFLT_FILTER Filter, PFLT_VOLUME *VolumeList, ULONG VolumeListSize, PULONG NumberVolumesReturned);
NTSTATUS FltEnumerateInstances(PFLT_VOLUME Volume, PFLT_FILTER Filter, PFLT_INSTANCE *InstanceList, ULONG InstanceListSize, PULONG NumberInstancesReturned);
NTSTATUS FltEnumerateFilters(PFLT_FILTER *FilterList, ULONG FilterListSize, PULONG NumberFiltersReturned);
NTSTATUS FltGetInstanceInformation(PFLT_INSTANCE Instance, ULONG InformationClass, PVOID Buffer, ULONG BufferSize, PULONG BytesReturned);
NTSTATUS FltGetFilterInformation(PFLT_FILTER Filter, ULONG InformationClass, PVOID Buffer, ULONG BufferSize, PULONG BytesReturned);
NTSTATUS FltGetVolumeInformation(PFLT_VOLUME Volume, ULONG InformationClass, PVOID Buffer, ULONG BufferSize, PULONG BytesReturned);
LONG FltCompareInstanceAltitudes(PFLT_INSTANCE Instance1, PFLT_INSTANCE Instance2);

NTSTATUS FltAllocateContext(PFLT_FILTER Filter, FLT_CONTEXT_TYPE ContextType, SIZE_T ContextSize, POOL_TYPE PoolType, PFLT_CONTEXT *ReturnedContext);
VOID FltReferenceContext(PFLT_CONTEXT Context);
VOID FltReleaseContext(PFLT_CONTEXT Context);
VOID FltDeleteContext(PFLT_CONTEXT Context);
VOID FltGetContexts(PCFLT_RELATED_OBJECTS FltObjects, FLT_CONTEXT_TYPE DesiredContexts, PFLT_RELATED_CONTEXTS Contexts);
VOID FltReleaseContexts(PFLT_RELATED_CONTEXTS Contexts);
NTSTATUS FltGetContextsEx(PCFLT_RELATED_OBJECTS FltObjects, FLT_CONTEXT_TYPE DesiredContexts, SIZE_T ContextsSize, PFLT_RELATED_CONTEXTS_EX Contexts);
VOID FltReleaseContextsEx(SIZE_T ContextsSize, PFLT_RELATED_CONTEXTS_EX Contexts);
#define SDVLITE_FLT_SET FLT_SET_CONTEXT_OPERATION Operation, PFLT_CONTEXT NewContext, PFLT_CONTEXT *OldContext
NTSTATUS FltSetVolumeContext(PFLT_VOLUME Volume, SDVLITE_FLT_SET);
NTSTATUS FltGetVolumeContext(PFLT_FILTER Filter, PFLT_VOLUME Volume, PFLT_CONTEXT *Context);
NTSTATUS FltDeleteVolumeContext(PFLT_FILTER Filter, PFLT_VOLUME Volume, PFLT_CONTEXT *OldContext);
NTSTATUS FltSetInstanceContext(PFLT_INSTANCE Instance, SDVLITE_FLT_SET);
NTSTATUS FltGetInstanceContext(PFLT_INSTANCE Instance, PFLT_CONTEXT *Context);
NTSTATUS FltDeleteInstanceContext(PFLT_INSTANCE Instance, PFLT_CONTEXT *OldContext);
NTSTATUS FltSetFileContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, SDVLITE_FLT_SET);
NTSTATUS FltGetFileContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PFLT_CONTEXT *Context);
NTSTATUS FltDeleteFileContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PFLT_CONTEXT *OldContext);
NTSTATUS FltSetStreamContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, SDVLITE_FLT_SET);
NTSTATUS FltGetStreamContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PFLT_CONTEXT *Context);
NTSTATUS FltDeleteStreamContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PFLT_CONTEXT *OldContext);
NTSTATUS FltSetStreamHandleContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, SDVLITE_FLT_SET);
NTSTATUS FltGetStreamHandleContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PFLT_CONTEXT *Context);
NTSTATUS FltDeleteStreamHandleContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PFLT_CONTEXT *OldContext);
NTSTATUS FltSetTransactionContext(PFLT_INSTANCE Instance, struct _KTRANSACTION *Transaction, SDVLITE_FLT_SET);
NTSTATUS FltGetTransactionContext(PFLT_INSTANCE Instance, struct _KTRANSACTION *Transaction, PFLT_CONTEXT *Context);
NTSTATUS FltDeleteTransactionContext(PFLT_INSTANCE Instance, struct _KTRANSACTION *Transaction, PFLT_CONTEXT *OldContext);
NTSTATUS FltGetSectionContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PFLT_CONTEXT *Context);
BOOLEAN FltSupportsFileContexts(PFILE_OBJECT FileObject);
BOOLEAN FltSupportsFileContextsEx(PFILE_OBJECT FileObject, PFLT_INSTANCE Instance);
BOOLEAN FltSupportsStreamContexts(PFILE_OBJECT FileObject);
BOOLEAN FltSupportsStreamHandleContexts(PFILE_OBJECT FileObject);
NTSTATUS FltEnlistInTransaction(PFLT_INSTANCE Instance, struct _KTRANSACTION *Transaction, PFLT_CONTEXT TransactionContext, ULONG NotificationMask);
NTSTATUS FltCommitComplete(PFLT_INSTANCE Instance, struct _KTRANSACTION *Transaction, PFLT_CONTEXT TransactionContext);
NTSTATUS FltPrepareComplete(PFLT_INSTANCE Instance, struct _KTRANSACTION *Transaction, PFLT_CONTEXT TransactionContext);
NTSTATUS FltPrePrepareComplete(PFLT_INSTANCE Instance, struct _KTRANSACTION *Transaction, PFLT_CONTEXT TransactionContext);
NTSTATUS FltRollbackComplete(PFLT_INSTANCE Instance, struct _KTRANSACTION *Transaction, PFLT_CONTEXT TransactionContext);
NTSTATUS FltRollbackEnlistment(PFLT_INSTANCE Instance, struct _KTRANSACTION *Transaction, PFLT_CONTEXT TransactionContext);
NTSTATUS FltRegisterForDataScan(const PFLT_INSTANCE Instance);
NTSTATUS FltCreateSectionForDataScan(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PFLT_CONTEXT SectionContext, ACCESS_MASK DesiredAccess,
                                     POBJECT_ATTRIBUTES ObjectAttributes, PLARGE_INTEGER MaximumSize, ULONG SectionPageProtection,
                                     ULONG AllocationAttributes, ULONG Flags, PHANDLE SectionHandle, PVOID *SectionObject, PLARGE_INTEGER SectionFileSize);
NTSTATUS FltCloseSectionForDataScan(PFLT_CONTEXT SectionContext);

NTSTATUS FltBuildDefaultSecurityDescriptor(PSECURITY_DESCRIPTOR *SecurityDescriptor, ACCESS_MASK DesiredAccess);
VOID FltFreeSecurityDescriptor(PSECURITY_DESCRIPTOR SecurityDescriptor);
NTSTATUS FltCreateCommunicationPort(PFLT_FILTER Filter, PFLT_PORT *ServerPort, POBJECT_ATTRIBUTES ObjectAttributes, PVOID ServerPortCookie,
                                    PFLT_CONNECT_NOTIFY ConnectNotifyCallback, PFLT_DISCONNECT_NOTIFY DisconnectNotifyCallback,
                                    PFLT_MESSAGE_NOTIFY MessageNotifyCallback, LONG MaxConnections);
VOID FltCloseCommunicationPort(PFLT_PORT ServerPort);
VOID FltCloseClientPort(PFLT_FILTER Filter, PFLT_PORT *ClientPort);
NTSTATUS FltSendMessage(PFLT_FILTER Filter, PFLT_PORT *ClientPort, PVOID SenderBuffer, ULONG SenderBufferLength, PVOID ReplyBuffer,
                        PULONG ReplyLength, PLARGE_INTEGER Timeout);
