/* The name by which older rules include the kernel's constants. */
#ifndef SDVLITE_NTDDK_SLIC_H
#define SDVLITE_NTDDK_SLIC_H
#include "slic_base.h"
#endif
