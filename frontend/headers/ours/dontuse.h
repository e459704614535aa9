// SPDX-License-Identifier: Apache-2.0
// In a WDK this deprecates functions that drivers should not call; the checker has rules for what matters.
#pragma once
