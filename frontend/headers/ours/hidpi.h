// SPDX-License-Identifier: Apache-2.0
// mingw-w64's hidpi.h, which leaves it to its reader to declare USAGE.
#pragma once

typedef USHORT USAGE, *PUSAGE;
typedef struct _USAGE_AND_PAGE {
  USAGE Usage;
  USAGE UsagePage;
} USAGE_AND_PAGE, *PUSAGE_AND_PAGE;
#define _USAGE_AND_PAGE sdvlite_mingw__USAGE_AND_PAGE
#define USAGE_AND_PAGE sdvlite_mingw_USAGE_AND_PAGE
#define PUSAGE_AND_PAGE sdvlite_mingw_PUSAGE_AND_PAGE
#include_next <hidpi.h>
#undef _USAGE_AND_PAGE
#undef USAGE_AND_PAGE
#undef PUSAGE_AND_PAGE
