// A queue gives a status in place of an entry when the wait for one took too long. Here with one mistake.
#include <ntifs.h>
#define LADDER_OWN_ENTRY
#include "../ladder.h"

KSTART_ROUTINE Worker;
static KQUEUE Queue;
static EXTENSION State;

VOID Worker(PVOID Context)
{
    LARGE_INTEGER second;
    PLIST_ENTRY entry;
    KIRQL irql;

    UNREFERENCED_PARAMETER(Context);
    second.QuadPart = -10000000;
    for (;;) {
        entry = KeRemoveQueue(&Queue, KernelMode, &second);
        KeAcquireSpinLock(&State.Lock, &irql);
        State.Count += 1;
        if ((NTSTATUS)(ULONG_PTR)entry == STATUS_TIMEOUT) {
            break;
        }
        KeReleaseSpinLock(&State.Lock, irql);
        if (entry == (PLIST_ENTRY)STATUS_USER_APC) {
            KeAcquireSpinLock(&State.Lock, &irql);
            break;
        }
        ExFreePool(CONTAINING_RECORD(entry, EXTENSION, Link));
    }
    KeAcquireSpinLock(&State.Lock, &irql); // VIOLATION
    State.Flag = TRUE;
    KeReleaseSpinLock(&State.Lock, irql);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    HANDLE thread;

    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Worker, NULL);
}
