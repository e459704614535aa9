// SPDX-License-Identifier: Apache-2.0
// mingw-w64's kbdmou.h, which uses a word that only user-mode headers define.
#pragma once

#ifndef WINAPI
#define WINAPI NTAPI
#endif
#ifndef STDAPICALLTYPE
#define STDAPICALLTYPE NTAPI
#endif
#include_next <kbdmou.h>

typedef VOID SERVICE_CALLBACK_ROUTINE(PVOID NormalContext, PVOID SystemArgument1, PVOID SystemArgument2,
                                      PVOID SystemArgument3);
