// SPDX-License-Identifier: Apache-2.0
// mingw-w64's usbioctl.h, with the bits of USB_PORT_PROPERTIES that came later: the name of the last older one is a macro
// while the header is read.
#pragma once

#define PortIsDebugCapable \
  PortIsDebugCapable : 1;  \
  ULONG PortHasMultipleCompanions : 1; \
  ULONG PortConnectorIsTypeC
#include_next <usbioctl.h>
#undef PortIsDebugCapable
