// SPDX-License-Identifier: Apache-2.0
// mingw-w64's srb.h and what Windows 8 added to it. storport.h stands for it in a Storport miniport.
#pragma once

#ifndef _NTSRB_
#include_next <srb.h>
#endif
#include "storage/srb_extended.h"
