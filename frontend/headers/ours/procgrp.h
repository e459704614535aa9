// SPDX-License-Identifier: Apache-2.0
// Processor groups on old systems: wdm.h declares all of it for the versions that are checked.
#pragma once

#define WdmlibProcgrpInitialize() ((void)0)
