// SPDX-License-Identifier: Apache-2.0
// Calls: recursion, tables of functions, exceptions, functions that do not return, summaries that
// are used at several places.
#include <catch2/catch.hpp>

#include "tests/unit/core/check/case_support.hpp"

using namespace sdvlite::test;

TEST_CASE("summaries keep the caller's data apart from the callee's") {
    check_cases({
        {"what a callee learns of an old value leaves the new one alone", kPass, R"(
            global struct LOCK lock; global u8 g;
            void Look(u8 v) { if (v == 3) Acquire(&lock); if (v == 3) Release(&lock); }
            void Main() { u8 v; v = g; g = 7; Look(v); if (g != 7) Acquire(&lock); })", nullptr, true},
        {"what a callee learns of an old value is true of the value", kDefect, R"(
            global struct LOCK lock; global u8 g;
            void Look(u8 v) { if (v == 3) Acquire(&lock); }
            void Main() { u8 v; v = g; g = 7; Look(v); if (v == 3) { if (g == 7) Acquire(&lock); } if (v == 3) Release(&lock); })", nullptr, true},
        {"a value that the callee overwrites", kDefect, R"(
            global struct LOCK lock; global u8 g;
            u8 Get() { u8 c; c = Any(); return c; }
            void Set() { u8 c; c = Get(); g = c; }
            void Main() { Set(); if (g > 1) return; Set(); if (g == 3) Acquire(&lock); })"},
        {"an unknown value that only a caller's caller holds", kDefect, R"(
            global struct LOCK lock;
            u8 Get() { u8 v; v = Any(); return v; }
            u8 Other(u8 a) { u8 c; if (a == 5) return 5; c = Get(); return c; }
            void Main() { u8 a; u8 b; a = Get(); b = Other(a); if (a != 5) { if (a != b) Acquire(&lock); } })"},
        {"one callee at two places", kPass, R"(
            global struct EXT x; global struct EXT y;
            void Mark(struct EXT* e, u8 v) { e->Flag = v; }
            void Main() { Mark(&x, 1); Mark(&y, 2); if (x.Flag != 1) Acquire(&x.Lock); Mark(&x, 3); if (y.Flag != 2) Acquire(&x.Lock); if (x.Flag != 3) Acquire(&x.Lock); })"},
        {"deep trees of calls", kPass, R"(
            global struct LOCK lock;
            void F0() { Acquire(&lock); Release(&lock); }
            void F1() { F0(); F0(); } void F2() { F1(); F1(); } void F3() { F2(); F2(); } void F4() { F3(); F3(); }
            void F5() { F4(); F4(); }
            void Main() { F5(); F5(); })"},
        {"deep trees of calls, wrong at the end", kDefect, R"(
            global struct LOCK lock;
            void F0() { Acquire(&lock); Release(&lock); }
            void F1() { F0(); F0(); } void F2() { F1(); F1(); } void F3() { F2(); F2(); } void F4() { F3(); F3(); }
            void Main() { F4(); F4(); Release(&lock); })"},
    });
}

TEST_CASE("recursion") {
    check_cases({
        {"takes and gives back at each level", kPass, R"(
            global struct LOCK lock;
            void F(u8 n) { Acquire(&lock); Release(&lock); if (n > 0) F(n - 1); }
            void Main() { F(3); })"},
        {"takes it again before it is given back", kDefect, R"(
            global struct LOCK lock;
            void F(u8 n) { Acquire(&lock); if (n > 0) F(n - 1); Release(&lock); }
            void Main() { F(3); })"},
        {"unbounded, balanced", kPass, R"(
            global struct LOCK lock;
            void F() { if (*) { F(); } Acquire(&lock); Release(&lock); }
            void Main() { F(); })"},
        {"mutual", kPass, R"(
            global struct LOCK lock;
            void Odd(u8 n) { if (n == 0) { Release(&lock); return; } Even(n - 1); }
            void Even(u8 n) { if (n == 0) return; Acquire(&lock); Release(&lock); Odd(n - 1); }
            void Main() { Acquire(&lock); Release(&lock); Even(4); })"},
        {"mutual, wrong parity", kDefect, R"(
            global struct LOCK lock;
            void Odd(u8 n) { if (n == 0) { Release(&lock); return; } Even(n - 1); }
            void Even(u8 n) { if (n == 0) return; Acquire(&lock); Release(&lock); Odd(n - 1); }
            void Main() { Even(3); })"},
        {"a local's address goes down", kDefect, R"(
            global struct LOCK lock;
            void F(u8* out, u8 n) { u8 mine; mine = 0; if (n > 0) { F(&mine, n - 1); if (mine == 1) Acquire(&lock); } *out = 1; }
            void Main() { u8 x; F(&x, 1); })"},
        {"a local's address goes down two levels", Expect::NoPass, R"(
            global struct LOCK lock;
            void F(u8* out, u8 n) { u8 mine; mine = 5; if (n == 2) { F(&mine, 1); if (mine == 1) Acquire(&lock); return; } if (n == 1) { F(out, 0); if (mine != 5) Acquire(&lock); return; } *out = 1; }
            void Main() { u8 x; F(&x, 2); })"},
        {"the inner activation's local is another", kPass, R"(
            global struct LOCK lock;
            void F(u8* out, u8 n) { u8 mine; mine = n; if (n > 0) { F(out, n - 1); if (mine != n) Acquire(&lock); } }
            void Main() { u8 x; F(&x, 2); })"},
        {"a field of a local goes down by another function", kDefect, R"(
            global struct LOCK lock;
            void G(struct EXT* e, u8 n) { F(e, n - 1); }
            void F(struct EXT* out, u8 n) { struct EXT mine; mine.Flag = 0; if (n > 0) { G(&mine, n); if (mine.Flag == 1) Acquire(&lock); } out->Flag = 1; }
            void Main() { struct EXT x; F(&x, 1); })"},
        {"an element of a local array goes down", kDefect, R"(
            global struct LOCK lock;
            void F(u8* out, u8 n) { u8 mine[2]; u8 i; mine[0] = 0; mine[1] = 0; i = Any(); assume i < 2; if (n > 0) { F(&mine[i], n - 1); if (mine[1] == 1) Acquire(&lock); } *out = 1; }
            void Main() { u8 x; F(&x, 1); })"},
        {"what the outer activation never wrote is not what the inner never wrote", kDefect, R"(
            global struct LOCK lock;
            void F(u8 outer, u8 n) { u8 mine; if (n > 0) { F(mine, n - 1); return; } if (outer != mine) Acquire(&lock); }
            void Main() { F(0, 1); })"},
        {"pointers that were never written, of two activations", kDefect, R"(
            global struct LOCK lock;
            void F(struct EXT* outer, u8 n) { struct EXT* mine; if (n > 0) { mine->Flag = 0; F(mine, n - 1); return; } outer->Flag = 1; mine->Flag = 2; if (outer->Flag == 1) Acquire(&lock); }
            void Main() { struct EXT x; F(&x, 1); })"},
    });
}

TEST_CASE("calls through pointers") {
    check_cases({
        {"a callback that is known", kPass, R"(
            global struct LOCK lock; global fn void()* hook;
            void Good() { Acquire(&lock); Release(&lock); } void Bad() { Release(&lock); }
            void Main() { hook = &Bad; hook = &Good; hook(); })"},
        {"a callback that is known, the other", kDefect, R"(
            global struct LOCK lock; global fn void()* hook;
            void Good() { Acquire(&lock); Release(&lock); } void Bad() { Release(&lock); }
            void Main() { hook = &Good; hook = &Bad; hook(); })"},
        {"a table", kDefect, R"(
            global struct LOCK lock; struct OPS { fn void()* a; fn void()* b; }; global struct OPS ops = { &Good, &Bad };
            void Good() { Acquire(&lock); Release(&lock); } void Bad() { Release(&lock); }
            void Main() { ops.a(); ops.b(); })"},
        {"a table, the good entry", kPass, R"(
            global struct LOCK lock; struct OPS { fn void()* a; fn void()* b; }; global struct OPS ops = { &Good, &Bad };
            void Good() { Acquire(&lock); Release(&lock); } void Bad() { Release(&lock); }
            void Main() { ops.a(); ops.a(); })"},
        {"a table with an unknown index", kDefect, R"(
            global struct LOCK lock; global fn void()* ops[2] = { &Good, &Bad };
            void Good() { Acquire(&lock); Release(&lock); } void Bad() { Release(&lock); }
            void Main() { u8 i; fn void()* f; i = Any(); assume i < 2; f = ops[i]; f(); })"},
        {"chosen by a flag", kPass, R"(
            global struct LOCK lock;
            void A() { Acquire(&lock); } void B() { }
            void Main() { fn void()* f; u8 c; c = Any(); if (c) f = &A; else f = &B; f(); if (f == &A) Release(&lock); })"},
    });
}

TEST_CASE("values that are too large to be followed") {
    check_cases({
        {"what an outer caller still holds is another value", kDefect, R"(
            global struct LOCK lock; global i32 saved;
            void Leaf(i32 p) { saved = p; }
            void Mid(i32 c) { saved = 0; Leaf((c+1)*(c+2)*(c+3)*(c+4)*(c+5)*(c+6)*(c+7)*(c+8)*(c+9)); }
            void Main() { i32 c; i32 keep; c = Query(); Leaf((c+1)*(c+2)*(c+3)*(c+4)*(c+5)*(c+6)*(c+7)*(c+8)*(c+9)); keep = saved;
              c = Query(); Mid(c); if (keep != saved) Acquire(&lock); })"},
        {"it is equal to itself", kPass, R"(
            global struct LOCK lock; global i32 saved;
            void Leaf(i32 p) { saved = p; }
            void Main() { i32 c; i32 keep; c = Query(); Leaf((c+1)*(c+2)*(c+3)*(c+4)*(c+5)*(c+6)*(c+7)*(c+8)*(c+9)); keep = saved;
              if (keep == 3) Acquire(&lock); if (saved == 3) Release(&lock); })"},
    });
}

TEST_CASE("exceptions") {
    check_cases({
        {"handled, the lock given back", kPass, R"(
            global struct LOCK lock;
            void May() { u8 c; c = Any(); if (c) raise 5; }
            void Main() { Acquire(&lock); May() unwind out; out: ; Release(&lock); })"},
        {"the handler forgets the lock", kDefect, R"(
            global struct LOCK lock;
            void May() { u8 c; c = Any(); if (c) raise 5; }
            void Main() { Acquire(&lock); May() unwind out; Release(&lock); return; out: ; })"},
        {"two levels up", kPass, R"(
            global struct LOCK lock;
            void May() { u8 c; c = Any(); if (c == 1) raise 5; }
            void Middle() { May(); Release(&lock); Acquire(&lock); }
            void Main() { Acquire(&lock); Middle() unwind out; Release(&lock); return; out: ; Release(&lock); })"},
        {"two levels up skips what is between", kDefect, R"(
            global struct LOCK lock;
            void May() { u8 c; c = Any(); if (c == 1) raise 5; }
            void Middle() { Acquire(&lock); May(); Release(&lock); }
            void Main() { Middle() unwind out; return; out: ; })"},
        {"raised behind a pointer, in a function that follows", kDefect, R"(
            global struct LOCK lock; global fn void()* hook;
            void Call() { (*hook)(); }
            void Main() { hook = &Raise; Call() unwind out; return; out: ; Acquire(&lock); }
            void Raise() { raise 5; })"},
        {"raised and handled in one function", kPass, R"(
            global struct LOCK lock;
            void Main() { u8 c; Acquire(&lock); c = Any(); if (c) raise 1 unwind out; out: ; Release(&lock); })"},
    });
}

TEST_CASE("functions that end the path") {
    check_cases({
        {"no return", kPass, R"(
            global struct LOCK lock;
            void Main() { u8 c; c = Any(); if (c) { Acquire(&lock); Stop(); } })"},
        {"no return on the other way", kDefect, R"(
            global struct LOCK lock;
            void Main() { u8 c; c = Any(); if (c) { Acquire(&lock); } else Stop(); })"},
        {"no return inside a callee decides the flag", kPass, R"(
            global struct LOCK lock;
            void Check(u8 c) { if (c != 1) Stop(); }
            void Main() { u8 c; c = Any(); Check(c); if (c == 2) Acquire(&lock); })"},
        {"an assumption", kPass, R"(
            global struct LOCK lock;
            void Main() { i32 c; c = Query(); assume c > 3; if (c < 2) Acquire(&lock); })"},
        {"halt", kPass, R"(
            global struct LOCK lock;
            void Main() { Acquire(&lock); Release(&lock); Release(&lock); })",
            "state { int n = 0; } Release.entry { n++; if (n == 2) halt; } Main.exit { if (n == 2) abort \"two\"; }"},
        {"an endless loop", kPass, R"(
            global struct LOCK lock;
            void Main() { u8 c; c = Any(); Acquire(&lock); if (c) { while (1) { c = Any(); } } Release(&lock); })"},
        {"what comes before an endless loop", kDefect, R"(
            global struct LOCK lock;
            void Main() { u8 c; c = Any(); Acquire(&lock); if (c == 2) Acquire(&lock); while (1) { c = 0; } })"},
    });
}

TEST_CASE("functions that nobody knows") {
    check_cases({
        {"what they do not reach stays", kPass, R"(
            global struct EXT x; global struct EXT y;
            void Main() { y.Flag = 1; Unknown(&x); if (y.Flag != 1) Acquire(&x.Lock); })"},
        {"the rule's state is not theirs", kDefect, R"(
            global struct EXT x;
            void Main() { Acquire(&x.Lock); Unknown(&x); Acquire(&x.Lock); })"},
    });
}
