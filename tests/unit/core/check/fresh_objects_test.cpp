// SPDX-License-Identifier: Apache-2.0
// What has just been allocated is none of the objects that unknown pointers lead to, until its address gets among them.
#include <catch2/catch.hpp>

#include "tests/unit/core/check/case_support.hpp"

using namespace sdvlite::test;

namespace {

/// A list of which no one knows how long it is: x, then y, then whatever was put behind them.
const std::string kList = R"(
    global struct LOCK lock; global struct EXT x; global struct EXT y; global struct EXT* kept;
    struct EXT* Walk(struct EXT* e) { u8 c; c = Any(); while (c > 0) { e = e->Next; c = c - 1; } return e; }
    struct EXT* New() { struct EXT* e; alloc e, 88; e->Next = &x; return e; }
    void Put(struct EXT* what) { what->Next = y.Next; y.Next = what; }
    void Fill() { u8 c; struct EXT* e; c = Any(); while (c > 0) { e = New(); Put(e); c = c - 1; } }
    [origin os_model] [annotation "effect:copy 0 1 2"] void Copy(void* to, void* from, u64 length) {
      u64 i; i = 0; while (i < length) { ((u8*)to)[i] = ((u8*)from)[i]; i = i + 1; } }
    struct TABLE { u32 Flag; struct EXT* Slots[8]; }; global struct TABLE table;
    struct EXT* Pick(struct TABLE* t, u8 j) { return t->Slots[j]; }
    [origin os_model] [annotation "effect:fill 0 1 2"] void Set(void* to, i32 v, u64 length) {
      u64 i; i = 0; while (i < length) { ((u8*)to)[i] = (u8)v; i = i + 1; } }
    [origin harness] void sdv_main() { x.Next = &y; y.Next = &x; Main(); }
)";

}  // namespace

TEST_CASE("what has just been allocated is not in the list") {
    check_cases({
        {"others of its kind are", kPass, kList + R"(
            void Main() { struct EXT* p; struct EXT* e; Fill(); p = New(); e = Walk(&x); if (e == p) Acquire(&lock); })"},
        {"nor when it was the first", kPass, kList + R"(
            void Main() { struct EXT* p; struct EXT* e; p = New(); Fill(); e = Walk(&x); if (e == p) Acquire(&lock); })"},
        {"in a loop, another one each time", kPass, kList + R"(
            void Main() { struct EXT* p; struct EXT* e; u8 c; e = &x; while (*) { p = New(); if (e == p) Acquire(&lock); c = Any(); if (c != 0) e = p; } })"},
        {"in a loop, the same", kDefect, kList + R"(
            void Main() { struct EXT* p; struct EXT* e; u8 c; e = &x; while (*) { p = New(); c = Any(); if (c != 0) e = p; if (e == p) Acquire(&lock); } })"},
    });
}

TEST_CASE("its address gets among unknown pointers") {
    check_cases({
        {"it is put into the list", kDefect, kList + R"(
            void Main() { struct EXT* p; struct EXT* e; Fill(); p = New(); Put(p); e = Walk(&x); if (e == p) Acquire(&lock); })"},
        {"it is put there and others behind it", kDefect, kList + R"(
            void Main() { struct EXT* p; struct EXT* e; p = New(); Put(p); Fill(); e = Walk(&x); if (e == p) Acquire(&lock); })"},
        {"what is put there leads to it", kDefect, kList + R"(
            void Main() { struct EXT* p; struct EXT* q; struct EXT* e; Fill(); p = New(); q = New(); p->Next = q; y.Next = p; e = Walk(&x); if (e == q) Acquire(&lock); })"},
        {"what was put there leads to it from then on", kDefect, kList + R"(
            void Main() { struct EXT* p; struct EXT* q; struct EXT* e; Fill(); p = New(); q = New(); y.Next = p; p->Next = q; e = Walk(&x); if (e == q) Acquire(&lock); })"},
        {"a callee is given it and returns one of several", kDefect, kList + R"(
            void Main() { struct EXT* p; struct EXT* e; p = New(); p->Next = &y; e = Walk(p); if (e == p) Acquire(&lock); })"},
        {"a local record leads to it", kDefect, kList + R"(
            void Main() { struct EXT t; struct EXT* p; struct EXT* e; p = New(); t.Next = p; y.Next = &t; e = Walk(&x); if (e == p) Acquire(&lock); })"},
        {"it is written through an unknown pointer", kDefect, kList + R"(
            void Main() { struct EXT* p; struct EXT* e; Fill(); p = New(); e = Walk(&x); e->Next = p; e = Walk(&x); if (e == p) Acquire(&lock); })"},
        {"it is copied with more than is told", Expect::NoPass, kList + R"(
            void Main() { struct EXT* p; struct EXT* e; struct EXT t; u8 n; p = New(); t = y; t.Next = p; n = Any(); Copy((void*)&y, (void*)&t, (u64)n * 48); e = Walk(&x); if (e == p) Acquire(&lock); })"},
        {"it is kept by the driver and lost in a loop", kDefect, kList + R"(
            void Main() { struct EXT* p; u8 c; p = New(); kept = &x; while (*) { p = New(); c = Any(); if (c != 0) kept = p; else kept = Walk(&x); } if (kept == p) Acquire(&lock); })"},
    });
}

TEST_CASE("a pointer that was unknown before its address got among them does not lead there") {
    check_cases({
        {"read before", kPass, kList + R"(
            void Main() { struct EXT* p; struct EXT* e; Fill(); e = Walk(&x); p = New(); Put(p); if (e == p) Acquire(&lock); })"},
        {"read behind", kDefect, kList + R"(
            void Main() { struct EXT* p; struct EXT* e; Fill(); p = New(); Put(p); e = Walk(&x); if (e == p) Acquire(&lock); })"},
        {"read before, and again on some ways", kDefect, kList + R"(
            void Main() { struct EXT* p; struct EXT* e; u8 c; Fill(); e = Walk(&x); p = New(); Put(p); c = Any(); if (c != 0) e = Walk(&x); if (e == p) Acquire(&lock); })"},
        {"the callee that puts it there returns one of them", kDefect, kList + R"(
            struct EXT* Both(struct EXT* p) { struct EXT* e; Put(p); e = Walk(&x); return e; }
            void Main() { struct EXT* p; struct EXT* e; struct EXT* f; Fill(); f = Walk(&x); p = New(); e = Both(p); if (e == p) Acquire(&lock); })"},
        {"the callee that puts it there keeps one of them", kDefect, kList + R"(
            void Both(struct EXT* p) { Put(p); kept = Walk(&x); }
            void Main() { struct EXT* p; Fill(); p = New(); Both(p); if (kept == p) Acquire(&lock); })"},
        {"what its caller has is none", kPass, kList + R"(
            struct EXT* Both(struct EXT* p) { struct EXT* e; Put(p); e = Walk(&x); return e; }
            void Main() { struct EXT* p; struct EXT* e; struct EXT* f; Fill(); f = Walk(&x); p = New(); e = Both(p); if (f == p) Acquire(&lock); })"},
        {"in a loop", kPass, kList + R"(
            void Main() { struct EXT* p; struct EXT* e; while (*) { e = Walk(&x); p = New(); Put(p); if (e == p) Acquire(&lock); } })"},
        {"in a loop, of the round before", kDefect, kList + R"(
            void Main() { struct EXT* p; struct EXT* e; p = New(); while (*) { e = Walk(&x); if (e == p) Acquire(&lock); p = New(); Put(p); } })"},
        {"places in it", kPass, kList + R"(
            void Main() { struct EXT* p; struct EXT* e; Fill(); e = Walk(&x); p = New(); Put(p); if (&e->Lock == &p->Lock) Acquire(&lock); })"},
        {"its fields were zeros that nobody wrote", kPass, kList + R"(
            void Main() { struct TABLE* t; struct EXT* p; struct EXT* e; u8 c; u8 d; alloc t, 72; Set((void*)t, 0, 72); kept = (struct EXT*)t; c = Any(); d = Any();
              while (d > 0) { e = New(); if (c == d) { t->Slots[0] = e; Put(e); } d = d - 1; } e = t->Slots[0]; p = New(); Put(p); if (e == p) Acquire(&lock); })"},
    });
}

TEST_CASE("its address is in an array, and read by another index") {
    check_cases({
        {"of an object that was allocated", kDefect, kList + R"(
            void Main() { struct EXT* p; struct EXT* q; struct TABLE* t; u8 i; u8 j; u8 c; alloc p, 88; alloc t, 72;
              i = Any(); j = Any(); if (i > 7) return; if (j > 7) return; t->Slots[0] = &x; t->Slots[1] = &y; q = t->Slots[i & 1];
              c = Any(); if (c != 0) { t->Slots[i] = p; q = t->Slots[j]; } if (q == p) Acquire(&lock); })"},
        {"written by a number", kDefect, kList + R"(
            void Main() { struct EXT* p; struct EXT* q; struct TABLE* t; u8 i; u8 j; u8 c; alloc p, 88; alloc t, 72;
              i = Any(); j = Any(); if (i > 7) return; if (j > 7) return; t->Slots[0] = &x; t->Slots[1] = &y; q = t->Slots[i & 1];
              c = Any(); if (c != 0) { t->Slots[2] = p; q = t->Slots[j]; } if (q == p) Acquire(&lock); })"},
        {"of a local record", kDefect, kList + R"(
            void Main() { struct EXT* p; struct EXT* q; struct TABLE t; u8 i; u8 j; u8 c; alloc p, 88;
              i = Any(); j = Any(); if (i > 7) return; if (j > 7) return; t.Slots[0] = &x; t.Slots[1] = &y; q = t.Slots[i & 1];
              c = Any(); if (c != 0) { t.Slots[i] = p; q = t.Slots[j]; } if (q == p) Acquire(&lock); })"},
        {"read by a callee", kDefect, kList + R"(
            void Main() { struct EXT* p; struct EXT* q; struct TABLE* t; u8 i; u8 j; u8 c; alloc p, 88; alloc t, 72;
              i = Any(); j = Any(); if (i > 7) return; if (j > 7) return; t->Slots[0] = &x; t->Slots[1] = &y; q = Pick(t, i & 1);
              c = Any(); if (c != 0) { t->Slots[i] = p; q = Pick(t, j); } if (q == p) Acquire(&lock); })"},
        {"of a variable that was filled with zeros", kDefect, kList + R"(
            void Main() { struct EXT* p; struct EXT* q; u8 i; u8 j; u8 c; alloc p, 88; Set((void*)&table, 0, 72);
              i = Any(); j = Any(); if (i > 7) return; if (j > 7) return; table.Slots[0] = &x; table.Slots[1] = &y; q = table.Slots[i & 1];
              c = Any(); if (c != 0) { table.Slots[2] = p; q = table.Slots[j]; } if (q == p) Acquire(&lock); })"},
    });
}

TEST_CASE("its address is in a local record to which an unknown pointer leads") {
    check_cases({
        {"behind a list", kDefect, kList + R"(
            void Steps(struct EXT* e, struct EXT* p, u8 n) { u8 i; i = 0; while (i < n) { e = e->Next; i = i + 1; } if (e == p) Acquire(&lock); }
            void Main() { struct EXT t; struct EXT* p; u8 c; u8 n; t.Next = &x; alloc p, 88; p->Next = &x; n = Any(); c = Any(); if (n < 100) n = 7;
              if (c != 0) { t.Next = p; y.Next = &t; if (n < 100) return; } Steps(&x, p, n); })"},
        {"one of two", kDefect, kList + R"(
            void Main() { struct EXT t; struct EXT u; struct EXT* p; struct EXT* e; struct EXT* k; u8 n; u8 i;
              alloc p, 88; t.Next = &x; u.Next = &x; e = &u; n = Any(); i = 0;
              while (i < n) { if ((i & 1) == 0) e = &t; else e = &u; i = i + 1; }
              k = e->Next; if (n > 60) { t.Next = p; k = e->Next; } if (k == p) Acquire(&lock); })"},
    });
}

TEST_CASE("an object keeps its name where callers know it") {
    check_cases({
        {"five of one allocation are alive", kDefect, kList + R"(
            struct EXT* Mid(struct EXT* p) { struct EXT* a; struct EXT* b; struct EXT* c; struct EXT* d; u8 f; u8 g;
              a = New(); b = New(); c = New(); d = New();
              if (a == b || c == d || b == c || a == d || a == p || b == p || c == p) return p;
              f = 0; g = Any(); while (f < 3) { f = f + 1; }
              if (g == 0) return &x;
              if (a == b || c == d || b == c || a == d) return &x;
              return p; }
            void Main() { struct EXT* p; struct EXT* e; p = New(); e = Mid(p); if (e == p) Acquire(&lock); })"},
    });
}

TEST_CASE("what is known of an object that is gone is not known of the next one") {
    check_cases({
        {"a callee compared with one of its own", kDefect, kList + R"(
            u8 Test(struct EXT* e) { struct EXT* q; q = New(); y.Next = q; q = y.Next; y.Next = &x; if (e == q) return 1; return 0; }
            void Main() { struct EXT* p; struct EXT* e; u8 n; u8 i; u8 f; p = New(); e = &x; n = Any(); if (n < 60) return; i = 0;
              while (i < n) { if ((i & 1) == 0) e = p; else e = &x; i = i + 1; }
              f = Test(e); if (f == 1) return; if (e == p) Acquire(&lock); })"},
        {"and returns another one", kDefect, kList + R"(
            struct EXT* Test() { struct EXT* a; struct EXT* q; u8 n; u8 i; struct EXT* f;
              a = New(); f = &x; n = Any(); if (n < 60) return &x; i = 0;
              while (i < n) { if ((i & 1) == 0) f = a; else f = &x; i = i + 1; }
              q = New(); y.Next = q; q = y.Next; y.Next = &x; if (f == q) return &x; kept = f; return a; }
            void Main() { struct EXT* p; struct EXT* f; p = New(); p->Flag = 1; f = Test(); if (f == &x) return;
              if (p->Flag != 1) return; if (p == f) return; if (kept == f) Acquire(&lock); })"},
    });
}

TEST_CASE("parts of an unknown pointer") {
    check_cases({
        {"are put together through a union", kDefect, kList + R"(
            union WORD { struct EXT* p; struct { u32 lo; u32 hi; } h; }; struct NODE { struct NODE* Next; union WORD u; };
            global struct NODE nx; global struct NODE ny;
            void Main() { struct EXT* p; struct EXT* q; struct EXT* e; struct NODE* k; u8 i; u8 c; u8 n; u8 m;
              nx.Next = &ny; ny.Next = &nx; nx.u.p = &x; ny.u.p = &y; alloc p, 88; p->Next = &x; x.Next = p;
              e = &x; n = Any(); if (n < 60) return; i = 0; while (i < n) { e = e->Next; i = i + 1; }
              k = &nx; m = Any(); if (m < 60) return; i = 0; while (i < m) { k = k->Next; i = i + 1; }
              c = Any(); if (c != 0) { k->u.h.lo = (u32)(u64)e; k->u.h.hi = (u32)((u64)e >> 32); }
              q = k->u.p; if (q == p) Acquire(&lock); })"},
    });
}

TEST_CASE("where the ways into a callee were joined, what it allocates is new all the same") {
    std::string calls;
    for (int k = 0; k < 90; ++k) calls += "Use(" + std::to_string(k) + "); ";
    check_cases({
        {"it is not what the caller allocated before", Expect::NoPass, R"(
            global struct LOCK lock;
            global u8 any;
            struct EXT* New() { struct EXT* e; alloc e, 88; return e; }
            struct EXT* Make(struct EXT* x, u8 k) { struct EXT* e; e = New(); if (k == 200) e = NULL; if (x == NULL) return NULL; return e; }
            void Use(u8 k) { struct EXT* x; struct EXT* e; if (k < 75) { x = (struct EXT*)((u64)any * 65536); } else { x = New(); }
                e = Make(x, k); if (e == NULL) return; if (e != x) { if (k >= 80) Acquire(&lock); } }
            void Main() { any = Any(); )" + calls + "}"},
    });
}

TEST_CASE("what the rule follows is told from all others, also where states are joined") {
    const char* once = R"(
        watch Acquire.entry.$1;
        state { enum { open, done } s = open; }
        Acquire.entry[guard $1] { if (s == done) abort "twice"; s = done; }
    )";
    const std::string start = R"(
        global struct EXT* kept; global u8 rounds;
        struct EXT* New() { struct EXT* e; alloc e, 88; return e; }
        void Step(struct EXT* q) { rounds = rounds + 1; if (*) kept = New(); if (*) { if (rounds > 2) kept = Other(q); } }
        void Last() { if (kept != NULL) Acquire(&kept->Lock); }
        void Main() { }
        [origin harness] void sdv_main() { struct EXT* q; q = New(); Acquire(&q->Lock); while (*) { Step(q); } Last(); }
    )";
    check_cases({
        {"none of them is it", Expect::NoDefect, start + "struct EXT* Other(struct EXT* q) { struct EXT* e; e = New(); return e; }", once},
        {"one of them is it", kDefect, start + "struct EXT* Other(struct EXT* q) { return q; }", once},
    });
}

TEST_CASE("a callee that is given one of several objects changes that one") {
    const std::string start = R"(
        global struct LOCK lock;
        struct EXT* New() { struct EXT* e; alloc e, 88; e->Flag = 0; return e; }
        void Set(struct EXT* e) { e->Flag = 1; }
    )";
    check_cases({
        {"the second", kDefect, start + "void Main() { struct EXT* p; struct EXT* q; p = New(); q = New(); Set(q); if (q->Flag == 1 && p->Flag == 0) Acquire(&lock); }"},
        {"the second, not the first", kPass, start + "void Main() { struct EXT* p; struct EXT* q; p = New(); q = New(); Set(q); if (q->Flag == 0 || p->Flag == 1) Acquire(&lock); }"},
        {"and allocates one itself", kPass, start + R"(
            struct EXT* Next(struct EXT* e) { struct EXT* n; n = New(); n->Next = e; e->Flag = 2; return n; }
            void Main() { struct EXT* p; struct EXT* q; struct EXT* r; p = New(); q = New(); r = Next(q);
                if (r == p || r == q || r->Next != q || p->Flag != 0 || r->Flag != 0 || q->Flag != 2) Acquire(&lock); })"},
    });
}
