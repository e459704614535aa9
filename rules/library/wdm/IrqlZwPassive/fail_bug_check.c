// When the system has stopped, and when an interrupt comes that can't be masked, routines run at HIGH_LEVEL.
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
static HANDLE Log;
static PVOID Nmi;
static KBUGCHECK_CALLBACK_RECORD Record;

VOID BugCheck(PVOID Buffer, ULONG Length)
{
    UNREFERENCED_PARAMETER(Buffer);
    UNREFERENCED_PARAMETER(Length);
    ZwClose(Log); // VIOLATION
}

BOOLEAN NonMaskable(PVOID Context, BOOLEAN Handled)
{
    UNREFERENCED_PARAMETER(Context);
    if (!Handled) {
        ZwClose(Log); // VIOLATION
    }
    return TRUE;
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    KeDeregisterBugCheckCallback(&Record);
    KeDeregisterNmiCallback(Nmi);
    ZwClose(Log);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    KeInitializeCallbackRecord(&Record);
    KeRegisterBugCheckCallback(&Record, BugCheck, NULL, 0, (PUCHAR)"log");
    Nmi = KeRegisterNmiCallback(NonMaskable, NULL);
    return STATUS_SUCCESS;
}
