#include <ntddk.h>

VOID TakeLock(PKIRQL irql)
{
    IoAcquireCancelSpinLock(irql);
}

VOID DropLock(KIRQL irql)
{
#ifndef KEEP
    IoReleaseCancelSpinLock(irql);
#endif
}
