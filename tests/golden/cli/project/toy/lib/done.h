#include <ntddk.h>
NTSTATUS Done(PIRP Irp, NTSTATUS Status);
