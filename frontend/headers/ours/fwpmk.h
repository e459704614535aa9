// SPDX-License-Identifier: Apache-2.0
// The Windows Filtering Platform's management functions for drivers, written from the public documentation.
#pragma once

#include "wfp/types.h"
#include "wfp/management.h"
