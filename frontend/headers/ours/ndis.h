// SPDX-License-Identifier: Apache-2.0
// mingw-w64's ndis.h, which knows NDIS up to 6.20, with what NDIS 6.30 and later added, written from the public
// documentation. Enumerations that are too short, or that it shares with ntddndis.h, are hidden while it is read.
#pragma once

#include "ndis/version.h"
#include <ntddk.h>
#define _NDIS_DEVICE_PNP_EVENT sdvlite_fewer_NDIS_DEVICE_PNP_EVENT_tag
#define NDIS_DEVICE_PNP_EVENT sdvlite_fewer_NDIS_DEVICE_PNP_EVENT
#define PNDIS_DEVICE_PNP_EVENT sdvlite_fewer_PNDIS_DEVICE_PNP_EVENT
#define NdisDevicePnPEventSurpriseRemoved sdvlite_fewer_SurpriseRemoved
#define NdisDevicePnPEventPowerProfileChanged sdvlite_fewer_PowerProfileChanged
#define NdisDevicePnPEventMaximum sdvlite_fewer_Maximum
#include <netpnp.h>
#undef _NDIS_DEVICE_PNP_EVENT
#undef NDIS_DEVICE_PNP_EVENT
#undef PNDIS_DEVICE_PNP_EVENT
#undef NdisDevicePnPEventSurpriseRemoved
#undef NdisDevicePnPEventPowerProfileChanged
#undef NdisDevicePnPEventMaximum
typedef enum _NDIS_DEVICE_PNP_EVENT {
  NdisDevicePnPEventQueryRemoved,
  NdisDevicePnPEventRemoved,
  NdisDevicePnPEventSurpriseRemoved,
  NdisDevicePnPEventQueryStopped,
  NdisDevicePnPEventStopped,
  NdisDevicePnPEventPowerProfileChanged,
  NdisDevicePnPEventFilterListChanged,
  NdisDevicePnPEventMaximum
} NDIS_DEVICE_PNP_EVENT, *PNDIS_DEVICE_PNP_EVENT;
#include <qos.h>
#include <ntddndis.h>

#define _NDIS_REQUEST_TYPE sdvlite_second_NDIS_REQUEST_TYPE_tag
#define NDIS_REQUEST_TYPE sdvlite_second_NDIS_REQUEST_TYPE
#define PNDIS_REQUEST_TYPE sdvlite_second_PNDIS_REQUEST_TYPE
#define NdisRequestQueryInformation sdvlite_second_QueryInformation
#define NdisRequestSetInformation sdvlite_second_SetInformation
#define NdisRequestQueryStatistics sdvlite_second_QueryStatistics
#define NdisRequestOpen sdvlite_second_Open
#define NdisRequestClose sdvlite_second_Close
#define NdisRequestSend sdvlite_second_Send
#define NdisRequestTransferData sdvlite_second_TransferData
#define NdisRequestReset sdvlite_second_Reset
#define NdisRequestGeneric1 sdvlite_second_Generic1
#define NdisRequestGeneric2 sdvlite_second_Generic2
#define NdisRequestGeneric3 sdvlite_second_Generic3
#define NdisRequestGeneric4 sdvlite_second_Generic4
#define NdisRequestMethod sdvlite_second_Method
// The types of NDIS 5, in which prototypes below are written whatever the version.
#define NDIS_LEGACY_DRIVER 1
#include_next <ndis.h>
#undef _NDIS_REQUEST_TYPE
#undef NDIS_REQUEST_TYPE
#undef PNDIS_REQUEST_TYPE
#undef NdisRequestQueryInformation
#undef NdisRequestSetInformation
#undef NdisRequestQueryStatistics
#undef NdisRequestOpen
#undef NdisRequestClose
#undef NdisRequestSend
#undef NdisRequestTransferData
#undef NdisRequestReset
#undef NdisRequestGeneric1
#undef NdisRequestGeneric2
#undef NdisRequestGeneric3
#undef NdisRequestGeneric4
#undef NdisRequestMethod

#if defined(SDVLITE_NDIS_MINIPORT)
#undef NDIS_MINIPORT_MINOR_VERSION
#define NDIS_MINIPORT_MINOR_VERSION SDVLITE_NDIS_MINIPORT
#endif
#if defined(SDVLITE_NDIS)
#undef NDIS_PROTOCOL_MINOR_VERSION
#undef NDIS_FILTER_MINOR_VERSION
#define NDIS_PROTOCOL_MINOR_VERSION SDVLITE_NDIS
#define NDIS_FILTER_MINOR_VERSION SDVLITE_NDIS
#endif

#if defined(SDVLITE_NDIS6)
#undef NdisAdjustMdlLength
#define NDIS_STRING_CONST(text) {sizeof(L##text) - sizeof(WCHAR), sizeof(L##text), L##text}
#include "ndis/net_buffer.h"
#include "ndis/requests.h"
#include "ndis/driver.h"
#include "ndis/filter.h"
#include "ndis/services.h"
#endif
