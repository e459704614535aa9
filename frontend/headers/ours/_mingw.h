// SPDX-License-Identifier: Apache-2.0
// mingw-w64's _mingw.h; but __forceinline stays clang's word, which `static` may precede.
#pragma once

#include_next <_mingw.h>
#undef __forceinline
