// SPDX-License-Identifier: Apache-2.0
// mingw-w64's ntiologc.h (codes of the event log) and what later versions added.
#pragma once

#include_next <ntiologc.h>
#ifndef IO_ERROR_DISK_RESOURCES_EXHAUSTED
#define IO_ERROR_DISK_RESOURCES_EXHAUSTED ((NTSTATUS)0xC0040096)
#define IO_WARNING_DISK_CAPACITY_CHANGED ((NTSTATUS)0x80040097)
#define IO_WARNING_DISK_PROVISIONING_TYPE_CHANGED ((NTSTATUS)0x80040098)
#define IO_WARNING_IO_OPERATION_RETRIED ((NTSTATUS)0x80040099)
#define IO_ERROR_IO_HARDWARE_ERROR ((NTSTATUS)0xC004009A)
#endif
