// SPDX-License-Identifier: Apache-2.0
// SCSI commands, sense data and vital product data pages that mingw-w64's scsi.h lacks.
#pragma once
