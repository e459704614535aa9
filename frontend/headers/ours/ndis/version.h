// SPDX-License-Identifier: Apache-2.0
// Versions of NDIS that mingw-w64 does not know are taken for the last one that it knows while its header is read.
#pragma once

#if defined(NDIS690_MINIPORT) || defined(NDIS689_MINIPORT) || defined(NDIS688_MINIPORT) || defined(NDIS687_MINIPORT) || defined(NDIS686_MINIPORT) || \
    defined(NDIS685_MINIPORT) || defined(NDIS684_MINIPORT) || defined(NDIS683_MINIPORT) || defined(NDIS682_MINIPORT) || defined(NDIS681_MINIPORT)
#define SDVLITE_NDIS_MINIPORT 85
#elif defined(NDIS680_MINIPORT)
#define SDVLITE_NDIS_MINIPORT 80
#elif defined(NDIS670_MINIPORT)
#define SDVLITE_NDIS_MINIPORT 70
#elif defined(NDIS660_MINIPORT)
#define SDVLITE_NDIS_MINIPORT 60
#elif defined(NDIS651_MINIPORT) || defined(NDIS650_MINIPORT)
#define SDVLITE_NDIS_MINIPORT 50
#elif defined(NDIS640_MINIPORT)
#define SDVLITE_NDIS_MINIPORT 40
#elif defined(NDIS630_MINIPORT)
#define SDVLITE_NDIS_MINIPORT 30
#endif
#if defined(SDVLITE_NDIS_MINIPORT) && !defined(NDIS620_MINIPORT)
#define NDIS620_MINIPORT 1
#endif

#if defined(NDIS690) || defined(NDIS685) || defined(NDIS684) || defined(NDIS683) || defined(NDIS682) || defined(NDIS681)
#define SDVLITE_NDIS 85
#elif defined(NDIS680)
#define SDVLITE_NDIS 80
#elif defined(NDIS670)
#define SDVLITE_NDIS 70
#elif defined(NDIS660)
#define SDVLITE_NDIS 60
#elif defined(NDIS651) || defined(NDIS650)
#define SDVLITE_NDIS 50
#elif defined(NDIS640)
#define SDVLITE_NDIS 40
#elif defined(NDIS630)
#define SDVLITE_NDIS 30
#endif
#if defined(SDVLITE_NDIS) && !defined(NDIS620)
#define NDIS620 1
#endif
// Drivers that name no version at all want declarations of the present.
#if !defined(NDIS620) && !defined(NDIS61) && !defined(NDIS60) && !defined(NDIS51) && !defined(NDIS50) && !defined(NDIS40) && !defined(NDIS_MINIPORT_DRIVER)
#define NDIS620 1
#endif
#if defined(NDIS620_MINIPORT) || defined(NDIS61_MINIPORT) || defined(NDIS60_MINIPORT) || defined(NDIS620) || defined(NDIS61) || defined(NDIS60)
#define SDVLITE_NDIS6 1
#ifndef NDIS_SUPPORT_NDIS6
#define NDIS_SUPPORT_NDIS6 1
#endif
#ifndef NDIS_SUPPORT_NDIS61
#define NDIS_SUPPORT_NDIS61 1
#endif
#ifndef NDIS_SUPPORT_NDIS620
#define NDIS_SUPPORT_NDIS620 1
#endif
#ifndef NDIS_SUPPORT_NDIS630
#define NDIS_SUPPORT_NDIS630 1
#endif
#if (SDVLITE_NDIS_MINIPORT + 0 >= 80 || SDVLITE_NDIS + 0 >= 80) && !defined(NDIS_SUPPORT_NDIS680)
#define NDIS_SUPPORT_NDIS680 1
#endif
#endif
