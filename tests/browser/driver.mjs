// SPDX-License-Identifier: Apache-2.0
// A driver of the size that drivers have: a controller with forty registers, each with its own handler of device
// control requests, two thousand lines in three files. Some handlers have mistakes of the kind that a report is about.

const HANDLERS = 40;
const LEAKS = new Set([7, 23]); // an early return keeps the cancel spin lock
const RELEASES_TWICE = new Set([31]);

const two = (number) => String(number).padStart(2, "0");

const HEADER = `// The controller's registers and what its files share.
#pragma once
#include <wdm.h>

#define CONTROLLER_REGISTERS ${HANDLERS}
#define CONTROLLER_BUSY 0x80000000

typedef struct _CONTROLLER {
    PDEVICE_OBJECT Lower;
    KSPIN_LOCK Lock;
    ULONG Registers[CONTROLLER_REGISTERS];
    ULONG Writes[CONTROLLER_REGISTERS];
    ULONG Requests;
} CONTROLLER, *PCONTROLLER;

NTSTATUS ControllerComplete(PIRP Irp, NTSTATUS Status, ULONG_PTR Information);
BOOLEAN ControllerSetsBits(ULONG Value, ULONG Allowed);
${Array.from({ length: HANDLERS }, (_, n) => `NTSTATUS ControllerRegister${two(n)}(PCONTROLLER Controller, PIRP Irp, PIO_STACK_LOCATION Stack);`).join("\n")}
`;

function handler(n) {
  const release = "    IoReleaseCancelSpinLock(irql);\n";
  const check = LEAKS.has(n) ? "        return STATUS_DEVICE_BUSY; // and the lock?\n"
    : `        IoReleaseCancelSpinLock(irql);\n        return STATUS_DEVICE_BUSY;\n`;
  return `
//
// Register ${n}.
//
// The request carries the value to be written; the answer is the value that the register had before. Values outside of
// 0x${(0xff00 + n).toString(16)} are refused, and so is everything while the controller is busy.
//
NTSTATUS ControllerRegister${two(n)}(PCONTROLLER Controller, PIRP Irp, PIO_STACK_LOCATION Stack)
{
    PULONG buffer = Irp->AssociatedIrp.SystemBuffer;
    ULONG length = Stack->Parameters.DeviceIoControl.InputBufferLength;
    ULONG old;
    ULONG value;
    KIRQL irql;

    if (length < sizeof(ULONG)) {
        return STATUS_BUFFER_TOO_SMALL;
    }
    if (buffer == NULL) {
        return STATUS_INVALID_PARAMETER;
    }
    value = *buffer;
    if (!ControllerSetsBits(value, 0x${(0xff00 + n).toString(16)})) {
        return STATUS_INVALID_PARAMETER;
    }

    IoAcquireCancelSpinLock(&irql);
    old = Controller->Registers[${n}];
    if (old & CONTROLLER_BUSY) {
${check}    }
    Controller->Registers[${n}] = value;
    Controller->Writes[${n}] += 1;
${release}${RELEASES_TWICE.has(n) ? `    if (value == ${n}) {\n    ${release}    }\n` : ""}
    *buffer = old;
    return STATUS_SUCCESS;
}
`;
}

const REGISTERS = `// The handlers of the registers.\n#include "controller.h"\n
// No bit of Value is outside of Allowed.
BOOLEAN ControllerSetsBits(ULONG Value, ULONG Allowed)
{
    return (Value & ~Allowed) == 0;
}
${Array.from({ length: HANDLERS }, (_, n) => handler(n)).join("")}`;

const MAIN = `// A controller with ${HANDLERS} registers: entry points.
#include "controller.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE ControllerAddDevice;
DRIVER_UNLOAD ControllerUnload;
_Dispatch_type_(IRP_MJ_CREATE) _Dispatch_type_(IRP_MJ_CLOSE) DRIVER_DISPATCH ControllerCreateClose;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH ControllerControl;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH ControllerPnp;

NTSTATUS ControllerComplete(PIRP Irp, NTSTATUS Status, ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS ControllerCreateClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    return ControllerComplete(Irp, STATUS_SUCCESS, 0);
}

NTSTATUS ControllerControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCONTROLLER controller = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    controller->Requests += 1;
    switch (stack->Parameters.DeviceIoControl.IoControlCode) {
${Array.from({ length: HANDLERS }, (_, n) => `    case ${0x222000 + 4 * n}:\n        status = ControllerRegister${two(n)}(controller, Irp, stack);\n        break;\n`).join("")}    default:
        status = STATUS_INVALID_DEVICE_REQUEST;
        break;
    }
    return ControllerComplete(Irp, status, NT_SUCCESS(status) ? sizeof(ULONG) : 0);
}

NTSTATUS ControllerPnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCONTROLLER controller = DeviceObject->DeviceExtension;

    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(controller->Lower, Irp);
}

NTSTATUS ControllerAddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PCONTROLLER controller;
    NTSTATUS status;

    status = IoCreateDevice(DriverObject, sizeof(CONTROLLER), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    controller = device->DeviceExtension;
    KeInitializeSpinLock(&controller->Lock);
    controller->Lower = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    if (controller->Lower == NULL) {
        IoDeleteDevice(device);
        return STATUS_NO_SUCH_DEVICE;
    }
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

VOID ControllerUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CREATE] = ControllerCreateClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = ControllerCreateClose;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = ControllerControl;
    DriverObject->MajorFunction[IRP_MJ_PNP] = ControllerPnp;
    DriverObject->DriverExtension->AddDevice = ControllerAddDevice;
    DriverObject->DriverUnload = ControllerUnload;
    return STATUS_SUCCESS;
}
`;

/** File name -> text. */
export const FILES = { "controller.h": HEADER, "registers.c": REGISTERS, "main.c": MAIN };
