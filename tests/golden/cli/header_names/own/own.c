// The project has a mountmgr.h of its own, in a folder that is not searched, and a message file: neither stands for the
// system's header.
#include <ntddk.h>
#include <mountmgr.h>
#include "messages.h"
#include "util/mountmgr.h"

DRIVER_INITIALIZE DriverEntry;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return sizeof(MOUNTDEV_NAME) > OWN_NAME_LENGTH ? OWN_TOO_LONG : STATUS_SUCCESS;
}
