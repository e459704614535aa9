// SPDX-License-Identifier: Apache-2.0
// Every DDI that raises the IRQL comes with one that puts it back to where it was.
#include <catch2/catch.hpp>

#include "tests/unit/frontend/os/os_support.hpp"

using namespace sdvlite;
using test::keys;
using test::raised;

namespace {

struct Pair {
    const char* name;
    const char* declarations;
    const char* raise;
    int level; ///< between raise and lower; 1 before
    const char* lower;
};

const Pair kPairs[] = {
    {"KeRaiseIrql", "extern void KeLowerIrql(u8 irql);", "KeRaiseIrql(2, &old);", 2, "KeLowerIrql(old);"},
    {"KeRaiseIrqlToDpcLevel", "extern u8 KeRaiseIrqlToDpcLevel(); extern void KeLowerIrql(u8 irql);",
     "old = KeRaiseIrqlToDpcLevel();", 2, "KeLowerIrql(old);"},
    {"KeAcquireSpinLock", "", "KeAcquireSpinLock(&lock, &old);", 2, "KeReleaseSpinLock(&lock, old);"},
    {"KeAcquireSpinLockRaiseToDpc", "extern u8 KeAcquireSpinLockRaiseToDpc(u64* lock);",
     "old = KeAcquireSpinLockRaiseToDpc(&lock);", 2, "KeReleaseSpinLock(&lock, old);"},
    {"in-stack queued spin lock",
     "struct _KLOCK_QUEUE_HANDLE { u64 Next; u8 OldIrql; };"
     "extern void KeAcquireInStackQueuedSpinLock(u64* lock, struct _KLOCK_QUEUE_HANDLE* handle);"
     "extern void KeReleaseInStackQueuedSpinLock(struct _KLOCK_QUEUE_HANDLE* handle);"
     "global struct _KLOCK_QUEUE_HANDLE handle;",
     "KeAcquireInStackQueuedSpinLock(&lock, &handle);", 2, "KeReleaseInStackQueuedSpinLock(&handle);"},
    {"reader/writer spin lock",
     "extern u8 ExAcquireSpinLockShared(i32* lock); extern void ExReleaseSpinLockShared(i32* lock, u8 irql);"
     "global i32 rw = 0;",
     "old = ExAcquireSpinLockShared(&rw);", 2, "ExReleaseSpinLockShared(&rw, old);"},
    {"cancel spin lock", "", "IoAcquireCancelSpinLock(&old);", 2, "IoReleaseCancelSpinLock(old);"},
    {"VPB spin lock", "extern void IoAcquireVpbSpinLock(u8* irql); extern void IoReleaseVpbSpinLock(u8 irql);",
     "IoAcquireVpbSpinLock(&old);", 2, "IoReleaseVpbSpinLock(old);"},
    {"interrupt spin lock",
     "extern u8 KeAcquireInterruptSpinLock(struct _KINTERRUPT* i);"
     "extern void KeReleaseInterruptSpinLock(struct _KINTERRUPT* i, u8 irql);",
     "old = KeAcquireInterruptSpinLock(NULL);", 5, "KeReleaseInterruptSpinLock(NULL, old);"},
    {"fast mutex",
     "struct _FAST_MUTEX { i32 Count; u32 OldIrql; };"
     "extern void ExAcquireFastMutex(struct _FAST_MUTEX* m); extern void ExReleaseFastMutex(struct _FAST_MUTEX* m);"
     "global struct _FAST_MUTEX mutex;",
     "ExAcquireFastMutex(&mutex);", 1, "ExReleaseFastMutex(&mutex);"},
    {"critical region", "extern void KeEnterCriticalRegion(); extern void KeLeaveCriticalRegion();",
     "KeEnterCriticalRegion();", 1, "KeLeaveCriticalRegion();"},
    {"mutex object",
     "struct _KMUTANT { i32 Type; }; global struct _KMUTANT mutant; extern i32 KeReleaseMutex(struct _KMUTANT* m, u8 w);"
     "extern i32 KeWaitForSingleObject(void* o, i32 reason, u8 mode, u8 alertable, void* timeout);",
     "n = KeWaitForSingleObject(&mutant, 0, 0, 0, NULL);", 1, "n = KeReleaseMutex(&mutant, 0);"},
};

} // namespace

TEST_CASE("what raises the IRQL is taken back by its counterpart") {
    for (const Pair& pair : kPairs) {
        DYNAMIC_SECTION(pair.name) {
            const auto p = test::prepare_driver(std::string(pair.declarations) + R"(
                extern void KeRaiseIrql(u8 irql, u8* old);
                global u64 lock = 0;
                [role_type DRIVER_DISPATCH, annotation "dispatch_type:IRP_MJ_READ"]
                i32 Read(struct _DEVICE_OBJECT* d, struct _IRP* irp) {
                    u8 first;
                    u8 old;
                    i32 n;
                    i32 between;
                    KeRaiseIrql(1, &first);
            )" + pair.raise + "between = (i32)sdv_irql_current;" + pair.lower + R"(
                    raise 100 + 10 * between + (i32)sdv_irql_current;
                }
            )");
            CHECK(keys(raised(p, "sdv_main_callbacks", 20)) ==
                  std::set<std::uint64_t>{std::uint64_t(101 + 10 * pair.level)});
        }
    }
}

TEST_CASE("routines that the kernel runs at once run at their level, and the caller goes on at its own") {
    const auto p = test::prepare_driver(R"(
        extern u8 KeSynchronizeExecution(struct _KINTERRUPT* i, fn u8(void*)* routine, void* context);
        extern u64 KeIpiGenericCall(fn u64(u64)* routine, u64 argument);
        global i32 inside = 0;
        u8 Synchronized(void* context) { inside = (i32)sdv_irql_current; return 1; }
        u64 Everywhere(u64 argument) { inside = inside * 100 + (i32)sdv_irql_current; return argument; }
        [role_type DRIVER_DISPATCH, annotation "dispatch_type:IRP_MJ_READ"]
        i32 Read(struct _DEVICE_OBJECT* d, struct _IRP* irp) {
            u8 ok;
            u64 same;
            ok = KeSynchronizeExecution(NULL, &Synchronized, NULL);
            same = KeIpiGenericCall(&Everywhere, 7);
            if (!ok || same != 7) raise 1;
            raise 10 * inside + (i32)sdv_irql_current;
        }
    )");
    CHECK(keys(raised(p, "sdv_main_callbacks", 200)) == std::set<std::uint64_t>{5140});
}

TEST_CASE("APCs are held back in regions and at APC_LEVEL, and perhaps before the driver was called") {
    const auto p = test::prepare_driver(R"(
        extern void KeEnterCriticalRegion();
        extern void KeLeaveCriticalRegion();
        extern void KeRaiseIrql(u8 irql, u8* old);
        extern u8 KeAreApcsDisabled();
        extern u8 KeAreAllApcsDisabled();
        [role_type DRIVER_DISPATCH, annotation "dispatch_type:IRP_MJ_READ"]
        i32 Read(struct _DEVICE_OBJECT* d, struct _IRP* irp) {
            u8 before;
            u8 region;
            u8 raised;
            u8 old;
            before = KeAreApcsDisabled();
            KeEnterCriticalRegion();
            region = KeAreApcsDisabled();
            KeLeaveCriticalRegion();
            KeRaiseIrql(1, &old);
            raised = KeAreAllApcsDisabled();
            raise 1000 + 100 * (i32)before + 10 * (i32)region + (i32)raised;
        }
    )");
    CHECK(keys(raised(p, "sdv_main_callbacks", 200)) == std::set<std::uint64_t>{1011, 1111});
}
