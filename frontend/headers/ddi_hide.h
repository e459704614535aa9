// SPDX-License-Identifier: Apache-2.0
// Read by the files in wrap/ before the kernel header of the same name. Wrappers nest (ntddk.h reads wdm.h): only the
// outermost hides the names, and ddi_undo.h, its counterpart, acts only when the outermost one ends.
#if !defined(SDVLITE_DDI_DEPTH)
#define SDVLITE_DDI_DEPTH 1
#include "ddi/hide.h"
#elif SDVLITE_DDI_DEPTH == 1
#undef SDVLITE_DDI_DEPTH
#define SDVLITE_DDI_DEPTH 2
#elif SDVLITE_DDI_DEPTH == 2
#undef SDVLITE_DDI_DEPTH
#define SDVLITE_DDI_DEPTH 3
#elif SDVLITE_DDI_DEPTH == 3
#undef SDVLITE_DDI_DEPTH
#define SDVLITE_DDI_DEPTH 4
#elif SDVLITE_DDI_DEPTH == 4
#undef SDVLITE_DDI_DEPTH
#define SDVLITE_DDI_DEPTH 5
#elif SDVLITE_DDI_DEPTH == 5
#undef SDVLITE_DDI_DEPTH
#define SDVLITE_DDI_DEPTH 6
#else
#error "kernel headers nest deeper than the wrappers count"
#endif
