// SPDX-License-Identifier: Apache-2.0
// Kernel transaction manager: the objects and the Tm* DDIs.
#pragma once

typedef struct _KENLISTMENT KENLISTMENT, *PKENLISTMENT;
typedef struct _KRESOURCEMANAGER KRESOURCEMANAGER, *PKRESOURCEMANAGER;
typedef struct _KTM KTM, *PKTM;
typedef struct _KTRANSACTION KTRANSACTION, *PKTRANSACTION;

typedef NTSTATUS (*PTM_RM_NOTIFICATION)(PKENLISTMENT EnlistmentObject, PVOID RMContext, PVOID TransactionContext,
                                        ULONG TransactionNotification, PLARGE_INTEGER TmVirtualClock,
                                        ULONG ArgumentLength, PVOID Argument);

NTSTATUS TmEnableCallbacks(PKRESOURCEMANAGER ResourceManager, PTM_RM_NOTIFICATION CallbackRoutine, PVOID RMKey);
NTSTATUS TmRecoverResourceManager(PKRESOURCEMANAGER ResourceManager);
NTSTATUS TmCreateEnlistment(PHANDLE EnlistmentHandle, KPROCESSOR_MODE PreviousMode, ACCESS_MASK DesiredAccess,
                            POBJECT_ATTRIBUTES ObjectAttributes, PKRESOURCEMANAGER ResourceManager,
                            PKTRANSACTION Transaction, ULONG CreateOptions, NOTIFICATION_MASK NotificationMask,
                            PVOID EnlistmentKey);
NTSTATUS TmCommitTransaction(PKTRANSACTION Transaction, BOOLEAN Wait);
NTSTATUS TmRollbackTransaction(PKTRANSACTION Transaction, BOOLEAN Wait);
BOOLEAN TmIsTransactionActive(PKTRANSACTION Transaction);
VOID TmGetTransactionId(PKTRANSACTION Transaction, PUOW TransactionId);
NTSTATUS TmCommitEnlistment(PKENLISTMENT Enlistment, PLARGE_INTEGER TmVirtualClock);
NTSTATUS TmCommitComplete(PKENLISTMENT Enlistment, PLARGE_INTEGER TmVirtualClock);
NTSTATUS TmPrepareComplete(PKENLISTMENT Enlistment, PLARGE_INTEGER TmVirtualClock);
NTSTATUS TmPrePrepareComplete(PKENLISTMENT Enlistment, PLARGE_INTEGER TmVirtualClock);
NTSTATUS TmPrepareEnlistment(PKENLISTMENT Enlistment, PLARGE_INTEGER TmVirtualClock);
NTSTATUS TmPrePrepareEnlistment(PKENLISTMENT Enlistment, PLARGE_INTEGER TmVirtualClock);
NTSTATUS TmReadOnlyEnlistment(PKENLISTMENT Enlistment, PLARGE_INTEGER TmVirtualClock);
NTSTATUS TmRecoverEnlistment(PKENLISTMENT Enlistment, PVOID EnlistmentKey);
NTSTATUS TmRequestOutcomeEnlistment(PKENLISTMENT Enlistment, PLARGE_INTEGER TmVirtualClock);
NTSTATUS TmRollbackComplete(PKENLISTMENT Enlistment, PLARGE_INTEGER TmVirtualClock);
NTSTATUS TmRollbackEnlistment(PKENLISTMENT Enlistment, PLARGE_INTEGER TmVirtualClock);
NTSTATUS TmSinglePhaseReject(PKENLISTMENT Enlistment, PLARGE_INTEGER TmVirtualClock);
NTSTATUS TmReferenceEnlistmentKey(PKENLISTMENT Enlistment, PVOID *Key);
NTSTATUS TmDereferenceEnlistmentKey(PKENLISTMENT Enlistment, PBOOLEAN LastReference);
