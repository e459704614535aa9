// SPDX-License-Identifier: Apache-2.0
// Switches of warnings for storage drivers: nothing to declare.
#pragma once
