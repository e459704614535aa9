// SPDX-License-Identifier: Apache-2.0
// mingw-w64's ntdddisk.h and control codes that it lacks.
#pragma once

#include_next <ntdddisk.h>

#ifndef IOCTL_DISK_COPY_DATA
#define IOCTL_DISK_COPY_DATA CTL_CODE(IOCTL_DISK_BASE, 0x0019, METHOD_BUFFERED, FILE_READ_ACCESS | FILE_WRITE_ACCESS)
#endif
