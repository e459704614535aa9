// SPDX-License-Identifier: Apache-2.0
// mingw-w64's ntifs.h, corrected and completed with what Windows 7 to 11 added. A structure that lacks members bears
// another name while the header is read and is defined anew after it.
#pragma once

#define _FSRTL_ADVANCED_FCB_HEADER sdvlite_mingw__FSRTL_ADVANCED_FCB_HEADER
#define FSRTL_ADVANCED_FCB_HEADER sdvlite_mingw_FSRTL_ADVANCED_FCB_HEADER
#define PFSRTL_ADVANCED_FCB_HEADER sdvlite_mingw_PFSRTL_ADVANCED_FCB_HEADER
#define FsRtlSetupAdvancedHeader sdvlite_hidden_FsRtlSetupAdvancedHeader
#define RepurposePriority RepurposePriority : SYSTEM_PAGE_PRIORITY_BITS; ULONG PriorityProtection
#define _FILE_RENAME_INFORMATION sdvlite_mingw__FILE_RENAME_INFORMATION
#define FILE_RENAME_INFORMATION sdvlite_mingw_FILE_RENAME_INFORMATION
#define PFILE_RENAME_INFORMATION sdvlite_mingw_PFILE_RENAME_INFORMATION
#include_next <ntifs.h>
#undef _FILE_RENAME_INFORMATION
#undef FILE_RENAME_INFORMATION
#undef PFILE_RENAME_INFORMATION
#undef _FSRTL_ADVANCED_FCB_HEADER
#undef FSRTL_ADVANCED_FCB_HEADER
#undef PFSRTL_ADVANCED_FCB_HEADER
#undef FsRtlSetupAdvancedHeader
#undef RepurposePriority

#include "more/file_system.h"
