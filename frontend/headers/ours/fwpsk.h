// SPDX-License-Identifier: Apache-2.0
// The Windows Filtering Platform for callout drivers, written from the public documentation.
#pragma once

#include <ndis.h>
#include <ws2def.h>
#include <ws2ipdef.h>
#include "wfp/types.h"

typedef ULONG IF_INDEX, COMPARTMENT_ID;
typedef CMSGHDR WSACMSGHDR;
typedef struct _IP_ADDRESS_PREFIX {
  SOCKADDR_STORAGE Prefix;
  UINT8 PrefixLength;
} IP_ADDRESS_PREFIX;
#include "wfp/callouts.h"
#include "wfp/injection.h"
