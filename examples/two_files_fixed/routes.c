// Looking up routes, which is where the lock is acquired.
#include "routes.h"

_Use_decl_annotations_
PROUTE RouteLockById(PROUTE_TABLE Table, ULONG Id, PKIRQL OldIrql)
{
    ULONG i;

    KeAcquireSpinLock(&Table->Lock, OldIrql);
    for (i = 0; i < ROUTE_COUNT; i += 1) {
        if (Table->Routes[i].Id == Id) {
            return &Table->Routes[i];
        }
    }
    KeReleaseSpinLock(&Table->Lock, *OldIrql);
    return NULL;
}

_Use_decl_annotations_
VOID RouteSetCost(PROUTE Route, ULONG Cost)
{
    if (Cost > ROUTE_MAX_COST) {
        ExRaiseStatus(STATUS_INVALID_PARAMETER);
    }
    Route->Cost = Cost;
    Route->Changes += 1;
}
