// SPDX-License-Identifier: Apache-2.0
// The names that user mode's headers give to numbers. wdm.h, ntddk.h and ntifs.h have none of them, so that a driver may
// use them for something else; headers whose own declarations need them, and windef.h, do.
#pragma once

typedef unsigned long DWORD;
typedef unsigned short WORD;
typedef unsigned char BYTE;
