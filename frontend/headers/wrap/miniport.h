// SPDX-License-Identifier: Apache-2.0
// Wraps the miniport.h below (a WDK's, or ours over mingw-w64's): DDIs keep their documented names; see ddi_hide.h.
#include "../ddi_hide.h"
#include_next <miniport.h>
#undef SDVLITE_HAVE_MINIPORT
#define SDVLITE_HAVE_MINIPORT 1
#include "../ddi_undo.h"
