// SPDX-License-Identifier: Apache-2.0
// Wraps the wdm.h below (a WDK's, or ours over mingw-w64's): DDIs keep their documented names; see ddi_hide.h.
#include "../ddi_hide.h"
#include_next <wdm.h>
#undef SDVLITE_HAVE_WDM
#define SDVLITE_HAVE_WDM 1
#include "../ddi_undo.h"
