// A table of routes, each with what it costs to go there.
#pragma once

#include <ntddk.h>

#define ROUTE_COUNT 8
#define ROUTE_MAX_COST 1000

typedef struct _ROUTE {
    ULONG Id;
    ULONG Cost;
    ULONG Changes;
} ROUTE, *PROUTE;

typedef struct _ROUTE_TABLE {
    KSPIN_LOCK Lock; // guards the routes
    ROUTE Routes[ROUTE_COUNT];
    BOOLEAN Broken;
} ROUTE_TABLE, *PROUTE_TABLE;

// The route with this number and the lock of the table, which the caller releases; NULL, and no lock, when there is none.
_Success_(return != NULL)
PROUTE RouteLockById(_Inout_ PROUTE_TABLE Table, _In_ ULONG Id, _Out_ PKIRQL OldIrql);

// Raises STATUS_INVALID_PARAMETER when it costs too much.
VOID RouteSetCost(_Inout_ PROUTE Route, _In_ ULONG Cost);
