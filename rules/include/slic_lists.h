/* Lists of names that several rules have in common, to be written inside the brackets of an event:
   [SPIN_LOCK_ACQUIRES].exit { ... } */
#ifndef SDVLITE_SLIC_LISTS_H
#define SDVLITE_SLIC_LISTS_H

/* Executive spin locks: $1 is the lock, of releases too. */
#define EXECUTIVE_SPIN_LOCK_ACQUIRES \
    KeAcquireSpinLock, KeAcquireSpinLockRaiseToDpc, KeAcquireSpinLockAtDpcLevel, KeAcquireSpinLockForDpc, \
    KeAcquireSpinLockRaiseToSynch, ExAcquireSpinLock, ExAcquireSpinLockAtDpcLevel
#define EXECUTIVE_SPIN_LOCK_RELEASES \
    KeReleaseSpinLock, KeReleaseSpinLockFromDpcLevel, KeReleaseSpinLockForDpc, ExReleaseSpinLock, \
    ExReleaseSpinLockFromDpcLevel

/* In-stack queued spin locks: acquires take lock and handle, releases the handle. */
#define IN_STACK_SPIN_LOCK_ACQUIRES \
    KeAcquireInStackQueuedSpinLock, KeAcquireInStackQueuedSpinLockAtDpcLevel, \
    KeAcquireInStackQueuedSpinLockForDpc, KeAcquireInStackQueuedSpinLockRaiseToSynch
#define IN_STACK_SPIN_LOCK_RELEASES \
    KeReleaseInStackQueuedSpinLock, KeReleaseInStackQueuedSpinLockFromDpcLevel, KeReleaseInStackQueuedSpinLockForDpc

/* Every documented spin lock of the kernel but the cancel spin lock. A try gives TRUE when it got the lock. */
#define SPIN_LOCK_ACQUIRES \
    EXECUTIVE_SPIN_LOCK_ACQUIRES, IN_STACK_SPIN_LOCK_ACQUIRES, KeAcquireQueuedSpinLock, KeAcquireInterruptSpinLock, \
    ExAcquireSpinLockShared, ExAcquireSpinLockSharedAtDpcLevel, ExAcquireSpinLockExclusive, \
    ExAcquireSpinLockExclusiveAtDpcLevel, IoAcquireVpbSpinLock
#define SPIN_LOCK_TRIES \
    KeTryToAcquireSpinLockAtDpcLevel, KeTryToAcquireQueuedSpinLock, ExTryAcquireSpinLockSharedAtDpcLevel, \
    ExTryAcquireSpinLockExclusiveAtDpcLevel
#define SPIN_LOCK_RELEASES \
    EXECUTIVE_SPIN_LOCK_RELEASES, IN_STACK_SPIN_LOCK_RELEASES, KeReleaseQueuedSpinLock, KeReleaseInterruptSpinLock, \
    ExReleaseSpinLockShared, ExReleaseSpinLockSharedFromDpcLevel, ExReleaseSpinLockExclusive, \
    ExReleaseSpinLockExclusiveFromDpcLevel, IoReleaseVpbSpinLock

/* The oplock package keeps IRP $2, and has marked it pending, when these return STATUS_PENDING. FsRtlOplockBreakToNone, too,
   whose IRP is $3. */
#define OPLOCK_CHECKS \
    FsRtlCheckOplock, FsRtlCheckOplockEx, FsRtlCheckOplockEx2, FsRtlOplockBreakH, FsRtlOplockBreakToNoneEx, \
    FsRtlOplockFsctrl, FsRtlOplockFsctrlEx

/* Callbacks of a WDM driver that return to the kernel with nothing held. The lock routines of a cancel-safe queue are
   not among them: one of them ends with the lock held. */
#define WDM_CALLBACKS \
    fun_DRIVER_INITIALIZE, fun_DRIVER_ADD_DEVICE, fun_DRIVER_UNLOAD, fun_DRIVER_DISPATCH, fun_DRIVER_STARTIO, \
    fun_DRIVER_CANCEL, fun_IO_COMPLETION_ROUTINE, fun_KDEFERRED_ROUTINE, fun_IO_DPC_ROUTINE, fun_KSERVICE_ROUTINE, \
    fun_KMESSAGE_SERVICE_ROUTINE, fun_IO_TIMER_ROUTINE, fun_EXT_CALLBACK, fun_IO_WORKITEM_ROUTINE, \
    fun_IO_WORKITEM_ROUTINE_EX, fun_WORKER_THREAD_ROUTINE, fun_KSTART_ROUTINE, fun_DRIVER_CONTROL, \
    fun_DRIVER_LIST_CONTROL, fun_REQUEST_POWER_COMPLETE

/* Callbacks of a Storport miniport. */
#define STORPORT_CALLBACKS \
    fun_HwStorFindAdapter, fun_HwStorInitialize, fun_HwStorPassiveInitializeRoutine, fun_HwStorBuildIo, \
    fun_HwStorStartIo, fun_HwStorInterrupt, fun_HwStorMSInterruptRoutine, fun_HwStorDpcRoutine, fun_HwStorTimer, \
    fun_HwStorResetBus, fun_HwStorAdapterControl, fun_HwStorUnitControl, fun_HwStorFreeAdapterResources, \
    fun_HwStorProcessServiceRequest, fun_HwStorCompleteServiceIrp, fun_HwStorInitializeTracing, \
    fun_HwStorCleanupTracing, fun_HwStorTracingEnabled, fun_HwStorStateChange, fun_HwStorWorkItem

#endif
