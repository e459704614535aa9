// SPDX-License-Identifier: Apache-2.0
// The resource hub: names of connections to controllers on simple peripheral buses.
#pragma once

#define RESOURCE_HUB_DEVICE_NAME L"\\Device\\RESOURCE_HUB"
#define RESOURCE_HUB_PATH_SIZE (32 * sizeof(WCHAR))
NTSTATUS RESOURCE_HUB_CREATE_PATH_FROM_ID(PUNICODE_STRING DevicePath, ULONG IdLowPart, ULONG IdHighPart);
