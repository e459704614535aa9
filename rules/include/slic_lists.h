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

/* Fast I/O routines, but for those that acquire a file for the caller and release it. */
#define FAST_IO_CALLBACKS \
    fun_FAST_IO_CHECK_IF_POSSIBLE, fun_FAST_IO_READ, fun_FAST_IO_WRITE, fun_FAST_IO_QUERY_BASIC_INFO, \
    fun_FAST_IO_QUERY_STANDARD_INFO, fun_FAST_IO_LOCK, fun_FAST_IO_UNLOCK_SINGLE, fun_FAST_IO_UNLOCK_ALL, \
    fun_FAST_IO_UNLOCK_ALL_BY_KEY, fun_FAST_IO_DEVICE_CONTROL, fun_FAST_IO_DETACH_DEVICE, \
    fun_FAST_IO_QUERY_NETWORK_OPEN_INFO, fun_FAST_IO_MDL_READ, fun_FAST_IO_MDL_READ_COMPLETE, \
    fun_FAST_IO_PREPARE_MDL_WRITE, fun_FAST_IO_MDL_WRITE_COMPLETE, fun_FAST_IO_READ_COMPRESSED, \
    fun_FAST_IO_WRITE_COMPRESSED, fun_FAST_IO_MDL_READ_COMPLETE_COMPRESSED, \
    fun_FAST_IO_MDL_WRITE_COMPLETE_COMPRESSED, fun_FAST_IO_QUERY_OPEN

/* What the system tells a driver that has asked to be told. */
#define NOTIFICATION_CALLBACKS \
    fun_DRIVER_NOTIFICATION_CALLBACK_ROUTINE, fun_DRIVER_FS_NOTIFICATION, fun_CALLBACK_FUNCTION, \
    fun_EX_CALLBACK_FUNCTION, fun_POWER_SETTING_CALLBACK, fun_PCREATE_PROCESS_NOTIFY_ROUTINE, \
    fun_PCREATE_PROCESS_NOTIFY_ROUTINE_EX, fun_PCREATE_THREAD_NOTIFY_ROUTINE, fun_PLOAD_IMAGE_NOTIFY_ROUTINE, \
    fun_OB_PRE_OPERATION_CALLBACK, fun_OB_POST_OPERATION_CALLBACK, fun_WMI_QUERY_REGINFO_CALLBACK, \
    fun_WMI_QUERY_DATABLOCK_CALLBACK, fun_WMI_SET_DATABLOCK_CALLBACK, fun_WMI_SET_DATAITEM_CALLBACK, \
    fun_WMI_EXECUTE_METHOD_CALLBACK, fun_WMI_FUNCTION_CONTROL_CALLBACK

/* Callbacks of a WDM driver that return to the kernel with nothing held. The lock routines of a cancel-safe queue are
   not among them: one of them ends with the lock held. */
#define WDM_CALLBACKS \
    fun_DRIVER_INITIALIZE, fun_DRIVER_ADD_DEVICE, fun_DRIVER_UNLOAD, fun_DRIVER_DISPATCH, fun_DRIVER_STARTIO, \
    fun_DRIVER_CANCEL, fun_IO_COMPLETION_ROUTINE, fun_KDEFERRED_ROUTINE, fun_IO_DPC_ROUTINE, fun_KSERVICE_ROUTINE, \
    fun_KMESSAGE_SERVICE_ROUTINE, fun_IO_TIMER_ROUTINE, fun_EXT_CALLBACK, fun_IO_WORKITEM_ROUTINE, \
    fun_IO_WORKITEM_ROUTINE_EX, fun_WORKER_THREAD_ROUTINE, fun_KSTART_ROUTINE, fun_DRIVER_CONTROL, \
    fun_DRIVER_LIST_CONTROL, fun_REQUEST_POWER_COMPLETE, fun_DRIVER_REINITIALIZE, fun_SERVICE_CALLBACK_ROUTINE, \
    FAST_IO_CALLBACKS, NOTIFICATION_CALLBACKS

/* Callbacks of a Storport miniport. */
#define STORPORT_CALLBACKS \
    fun_HwStorFindAdapter, fun_HwStorInitialize, fun_HwStorPassiveInitializeRoutine, fun_HwStorBuildIo, \
    fun_HwStorStartIo, fun_HwStorInterrupt, fun_HwStorMSInterruptRoutine, fun_HwStorDpcRoutine, fun_HwStorTimer, \
    fun_HwStorResetBus, fun_HwStorAdapterControl, fun_HwStorUnitControl, fun_HwStorFreeAdapterResources, \
    fun_HwStorProcessServiceRequest, fun_HwStorCompleteServiceIrp, fun_HwStorInitializeTracing, \
    fun_HwStorCleanupTracing, fun_HwStorTracingEnabled, fun_HwStorStateChange, fun_HwStorWorkItem

#endif
