// SPDX-License-Identifier: Apache-2.0
// Source annotations: all of them are defined by prelude.h already.
#pragma once
