// SPDX-License-Identifier: Apache-2.0
// Constants and small types of wdm.h and ntddk.h that mingw-w64's headers lack.
#pragma once

typedef unsigned long DWORD;
typedef unsigned short WORD;
typedef unsigned char BYTE;
typedef CHAR *PZZSTR;
typedef const CHAR *PCZZSTR;
typedef WCHAR *PZZWSTR;
typedef const WCHAR *PCZZWSTR;

// ExInitializeDriverRuntime.
#define DrvRtPoolNxOptIn 0x00000001

// Pool types.
#ifndef POOL_NX_ALLOCATION
#define POOL_NX_ALLOCATION 512
#endif
#define POOL_COLD_ALLOCATION 256
#define POOL_QUOTA_FAIL_INSTEAD_OF_RAISE 8
#define POOL_RAISE_IF_ALLOCATION_FAILURE 16
#define POOL_ZERO_ALLOCATION 1024

// MmGetSystemAddressForMdlSafe, MmMapLockedPagesSpecifyCache.
#define MdlMappingNoExecute 0x40000000
#define MdlMappingNoWrite 0x80000000
#define MdlMappingWithGuardPtes 0x20000000

// IRP minor codes and file object flags.
#define IRP_MN_FLUSH_AND_PURGE 0x01
#define IRP_MN_FLUSH_DATA_ONLY 0x01
#define IRP_MN_FLUSH_NO_SYNC 0x02
#define IRP_MN_FLUSH_DATA_SYNC_ONLY 0x03

// RtlQueryRegistryValues.
#define RTL_QUERY_REGISTRY_TYPECHECK 0x00000100
#define RTL_QUERY_REGISTRY_TYPECHECK_SHIFT 24
#define RTL_QUERY_REGISTRY_TYPECHECK_MASK (0xff << RTL_QUERY_REGISTRY_TYPECHECK_SHIFT)

// Device characteristics and flags.
#ifndef FILE_DEVICE_ALLOW_APPCONTAINER_TRAVERSAL
#define FILE_DEVICE_ALLOW_APPCONTAINER_TRAVERSAL 0x00020000
#endif
#ifndef FILE_PORTABLE_DEVICE
#define FILE_PORTABLE_DEVICE 0x00040000
#endif
#ifndef FILE_CHARACTERISTIC_CSV
#define FILE_CHARACTERISTIC_CSV 0x00010000
#endif
#ifndef DO_LOW_PRIORITY_FILESYSTEM
#define DO_LOW_PRIORITY_FILESYSTEM 0x00010000
#endif
#ifndef DO_DAX_VOLUME
#define DO_DAX_VOLUME 0x10000000
#endif
#ifndef DO_BOOT_CRITICAL
#define DO_BOOT_CRITICAL 0x20000000
#endif

// Code and data placement in checked drivers.
#ifndef ALLOC_PRAGMA
#define ALLOC_PRAGMA 1
#endif
#ifndef ALLOC_DATA_PRAGMA
#define ALLOC_DATA_PRAGMA 1
#endif
