// SPDX-License-Identifier: Apache-2.0
// Read by the files in wrap/ after the kernel header of the same name. DDIs that the header made macros or inline
// functions become plain prototypes under their documented names, and the annotations that carry meaning are defined
// again. Idempotent; does nothing inside a kernel header that another one reads (see ddi_hide.h).
#if SDVLITE_DDI_DEPTH == 6
#undef SDVLITE_DDI_DEPTH
#define SDVLITE_DDI_DEPTH 5
#elif SDVLITE_DDI_DEPTH == 5
#undef SDVLITE_DDI_DEPTH
#define SDVLITE_DDI_DEPTH 4
#elif SDVLITE_DDI_DEPTH == 4
#undef SDVLITE_DDI_DEPTH
#define SDVLITE_DDI_DEPTH 3
#elif SDVLITE_DDI_DEPTH == 3
#undef SDVLITE_DDI_DEPTH
#define SDVLITE_DDI_DEPTH 2
#elif SDVLITE_DDI_DEPTH == 2
#undef SDVLITE_DDI_DEPTH
#define SDVLITE_DDI_DEPTH 1
#else
#undef SDVLITE_DDI_DEPTH

#include "ddi/unhide.h"
#include "ddi/macros.h"
#include "annotations/meaning.h"
#if defined(SDVLITE_HAVE_WDM) || defined(SDVLITE_HAVE_MINIPORT)
#include "ddi/base_prototypes.h"
#endif
#if defined(SDVLITE_HAVE_WDM)
#include "ddi/wdm_prototypes.h"
#endif
#if defined(SDVLITE_HAVE_STORPORT)
#include "ddi/storport_prototypes.h"
#if defined(SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
#include "ddi/storport8_prototypes.h"
#endif
#endif

#endif
