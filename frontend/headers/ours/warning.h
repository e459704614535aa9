// SPDX-License-Identifier: Apache-2.0
// Warning numbers and the short names of exception handling: prelude.h has the names.
#pragma once
