// SPDX-License-Identifier: Apache-2.0
// mingw-w64's ntintsafe.h and the limits that it lacks.
#pragma once

#include_next <ntintsafe.h>

#ifndef CHAR_MIN
#define CHAR_MIN (-128)
#define CHAR_MAX 127
#endif
#ifndef INT8_MIN
#define INT8_MIN (-127 - 1)
#define INT8_MAX 127
#define UINT8_MAX 0xff
#define BYTE_MAX 0xff
#endif
#ifndef SHORT_MIN
#define SHORT_MIN (-32768)
#define SHORT_MAX 32767
#endif
#ifndef USHORT_MAX
#define USHORT_MAX 0xffff
#endif
#ifndef WORD_MAX
#define WORD_MAX 0xffff
#endif
#ifndef INT_MIN
#define INT_MIN (-2147483647 - 1)
#define INT_MAX 2147483647
#endif
#ifndef UINT_MAX
#define UINT_MAX 0xffffffff
#endif
#ifndef LONG_MIN
#define LONG_MIN (-2147483647L - 1)
#define LONG_MAX 2147483647L
#endif
#ifndef ULONG_MAX
#define ULONG_MAX 0xffffffffUL
#endif
#ifndef DWORD_MAX
#define DWORD_MAX 0xffffffffUL
#endif
#ifndef LONGLONG_MIN
#define LONGLONG_MIN (-9223372036854775807i64 - 1)
#define LONGLONG_MAX 9223372036854775807i64
#endif
#ifndef ULONGLONG_MAX
#define ULONGLONG_MAX 0xffffffffffffffffui64
#endif
#define INT8_ERROR (-1)
#define UINT8_ERROR 0xff
#define USHORT_ERROR 0xffff
#define INT_ERROR (-1)
#define UINT_ERROR 0xffffffff
#define LONG_ERROR (-1L)
#define LONG64_ERROR (-1i64)
#define ULONG_ERROR 0xffffffffUL
#define ULONG64_ERROR 0xffffffffffffffffui64
#define LONGLONG_ERROR (-1i64)
#define ULONGLONG_ERROR 0xffffffffffffffffui64
