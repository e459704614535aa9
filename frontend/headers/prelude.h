// SPDX-License-Identifier: Apache-2.0
// Read before the first line of every driver source (-include). Spells the C dialect of driver code so that clang
// takes it: structured exception handling by its short names, and source annotations.
// What it does not do: declare anything of the kernel; that is the business of wrap/, ours/ and the headers below them.
#pragma once

// Structured exception handling by the short names that kernel builds allow in C.
#ifndef __cplusplus
#define try __try
#define except __except
#define finally __finally
#define leave __leave
#endif

// Without a WDK nobody else defines the annotations. With one, its sal.h and driverspecs.h do.
#if defined(SDVLITE_NO_WDK)
#include "annotations/sal1.h"
#include "annotations/sal2.h"
#include "annotations/drv.h"
#define EXTERN_C_START
#define EXTERN_C_END
#endif
#include "annotations/meaning.h"
