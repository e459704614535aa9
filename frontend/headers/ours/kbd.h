// SPDX-License-Identifier: Apache-2.0
// Keyboard layouts: the tables that a layout's one function returns. Names of scan codes are not declared, so that
// the tables' contents stay unknown. Written from the public documentation.
#pragma once

#include "more/windows_types.h"

#define KBDALT 4
#define KBDCTRL 2
#define KBDSHIFT 1
#define KBDBASE 0
#define CAPLOK 0x01
#define SGCAPS 0x02
#define CAPLOKALTGR 0x04
#define KANALOK 0x08
#define GRPSELTAP 0x80
#define WCH_NONE 0xF000
#define WCH_DEAD 0xF001
#define WCH_LGTR 0xF002
#define SHFT_INVALID 0x0F
#define KBDEXT (USHORT)0x0100
#define KBDMULTIVK (USHORT)0x0200
#define KBDSPECIAL (USHORT)0x0400
#define KBDNUMPAD (USHORT)0x0800
#define KBD_VERSION 1
#define KLLF_ALTGR 0x0001
#define KLLF_SHIFTLOCK 0x0002
#define KLLF_LRM_RLM 0x0004
#define KLL_ATTR_FROM_KLF(x) ((x) >> 1)
#define DEADTRANS(ch, accent, comp, flags) {MAKELONG(ch, accent), comp, flags}
#define ALLOC_SECTION_LDATA
#define KBD_LONG_POINTER

typedef struct {
  BYTE Vk;
  BYTE ModBits;
} VK_TO_BIT, *PVK_TO_BIT;

typedef struct {
  PVK_TO_BIT pVkToBit;
  WORD wMaxModBits;
  BYTE ModNumber[];
} MODIFIERS, *PMODIFIERS;

typedef struct _VSC_VK {
  BYTE Vsc;
  USHORT Vk;
} VSC_VK, *PVSC_VK;

#define SDVLITE_VK_TO_WCHARS(n)         \
  typedef struct _VK_TO_WCHARS##n {     \
    BYTE VirtualKey;                    \
    BYTE Attributes;                    \
    WCHAR wch[n];                       \
  } VK_TO_WCHARS##n, *PVK_TO_WCHARS##n
SDVLITE_VK_TO_WCHARS(1);
SDVLITE_VK_TO_WCHARS(2);
SDVLITE_VK_TO_WCHARS(3);
SDVLITE_VK_TO_WCHARS(4);
SDVLITE_VK_TO_WCHARS(5);
SDVLITE_VK_TO_WCHARS(6);
SDVLITE_VK_TO_WCHARS(7);
SDVLITE_VK_TO_WCHARS(8);
SDVLITE_VK_TO_WCHARS(9);
SDVLITE_VK_TO_WCHARS(10);

typedef struct _VK_TO_WCHAR_TABLE {
  PVK_TO_WCHARS1 pVkToWchars;
  BYTE nModifications;
  BYTE cbSize;
} VK_TO_WCHAR_TABLE, *PVK_TO_WCHAR_TABLE;

typedef struct {
  DWORD dwBoth;
  WCHAR wchComposed;
  USHORT uFlags;
} DEADKEY, *PDEADKEY;

typedef WCHAR *DEADKEY_LPWSTR;

#define SDVLITE_LIGATURE(n)         \
  typedef struct _LIGATURE##n {     \
    BYTE VirtualKey;                \
    WORD ModificationNumber;        \
    WCHAR wch[n];                   \
  } LIGATURE##n, *PLIGATURE##n
SDVLITE_LIGATURE(1);
SDVLITE_LIGATURE(2);
SDVLITE_LIGATURE(3);
SDVLITE_LIGATURE(4);
SDVLITE_LIGATURE(5);

typedef struct {
  BYTE vsc;
  WCHAR *pwsz;
} VSC_LPWSTR, *PVSC_LPWSTR;

typedef struct tagKbdLayer {
  PMODIFIERS pCharModifiers;
  PVK_TO_WCHAR_TABLE pVkToWcharTable;
  PDEADKEY pDeadKey;
  PVSC_LPWSTR pKeyNames;
  PVSC_LPWSTR pKeyNamesExt;
  WCHAR **pKeyNamesDead;
  USHORT *pusVSCtoVK;
  BYTE bMaxVSCtoVK;
  PVSC_VK pVSCtoVK_E0;
  PVSC_VK pVSCtoVK_E1;
  DWORD fLocaleFlags;
  BYTE nLgMax;
  BYTE cbLgEntry;
  PLIGATURE1 pLigature;
  DWORD dwType;
  DWORD dwSubType;
} KBDTABLES, *PKBDTABLES;

typedef struct _VK_FUNCTION_PARAM {
  BYTE NLSFEProcIndex;
  ULONG NLSFEProcParam;
} VK_FPARAM, *PVK_FPARAM;

typedef struct _VK_TO_FUNCTION_TABLE {
  BYTE Vk;
  BYTE NLSFEProcType;
  BYTE NLSFEProcCurrent;
  BYTE NLSFEProcSwitch;
  VK_FPARAM NLSFEProc[8];
  VK_FPARAM NLSFEProcAlt[8];
} VK_F, *PVK_F;

typedef struct tagKbdNlsLayer {
  USHORT OEMIdentifier;
  USHORT LayoutInformation;
  UINT NumOfVkToF;
  PVK_F pVkToF;
  INT NumOfMouseVKey;
  USHORT *pusMouseVKey;
} KBDNLSTABLES, *PKBDNLSTABLES;
