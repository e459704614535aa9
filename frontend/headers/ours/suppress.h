// SPDX-License-Identifier: Apache-2.0
// Suppressions of code analysis: nothing to declare.
#pragma once
