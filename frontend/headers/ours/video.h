// SPDX-License-Identifier: Apache-2.0
// mingw-w64's video.h, after the types of miniport.h that it needs.
#pragma once

#include <miniport.h>
#include_next <video.h>
