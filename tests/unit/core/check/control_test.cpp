// SPDX-License-Identifier: Apache-2.0
// Control flow and numbers: switches, gotos, loops, counters, widths and signs.
#include <catch2/catch.hpp>

#include "tests/unit/core/check/case_support.hpp"

using namespace sdvlite::test;

TEST_CASE("switch and goto") {
    check_cases({
        {"fall-through", kPass, R"(
            global struct LOCK lock;
            void Main() { u8 c; c = Any(); switch (c) { case 1: Acquire(&lock); case 2: break; default: Acquire(&lock); Release(&lock); } if (c == 1) Release(&lock); })"},
        {"fall-through, wrong", kDefect, R"(
            global struct LOCK lock;
            void Main() { u8 c; c = Any(); switch (c) { case 1: Acquire(&lock); case 2: Release(&lock); break; default: break; } })"},
        {"ranges and the default", kPass, R"(
            global struct LOCK lock;
            void Main() { u8 c; c = Any(); switch (c) { case 2 .. 5: case 9: Acquire(&lock); break; default: break; }
              if (c == 9) Release(&lock); else if (c >= 2 && c <= 5) Release(&lock); })"},
        {"a signed switch", kPass, R"(
            global struct LOCK lock;
            void Main() { i32 c; c = Query(); switch (c) { case -5 .. 5: Acquire(&lock); Release(&lock); break; default: if (c == 0) Acquire(&lock); if (c == -5) Acquire(&lock); } })"},
        {"one way out", kPass, R"(
            global struct LOCK lock;
            i32 Main() { i32 s; u8 c; Acquire(&lock); c = Any(); if (c == 1) { s = -1; goto out; } c = Any(); if (c) { s = -2; goto out; } s = 0; out: ; Release(&lock); return s; })"},
        {"one way out that is missed", kDefect, R"(
            global struct LOCK lock;
            i32 Main() { i32 s; u8 c; Acquire(&lock); c = Any(); if (c == 1) { s = -1; return s; } s = 0; Release(&lock); return s; })"},
        {"cascade of ways out", kPass, R"(
            global struct EXT x;
            void Main() { u8 c; i32 s; s = -1; c = Any(); if (c) goto a; Acquire(&x.Lock); c = Any(); if (c) goto b; s = 0; b: ; Release(&x.Lock); a: ; if (s == 0) { Acquire(&x.Lock); Release(&x.Lock); } })"},
        {"&& and || stop early", kPass, R"(
            global struct EXT x;
            void Main(struct EXT* p) { struct EXT* q; u8 c; c = Any(); q = NULL; if (c) q = &x; if (q != NULL && q->Flag == 0) Acquire(&x.Lock); if (q == NULL || q->Flag != 0) return; Release(&x.Lock); }
            [origin harness] void sdv_main() { x.Flag = 0; Main(NULL); })"},
        {"a pointer that was tested", kPass, R"(
            global struct LOCK lock;
            void Main(struct EXT* p) { if (p == NULL) { Acquire(&lock); } if (!p) Release(&lock); }
            [origin harness] void sdv_main() { struct EXT* p; Main(p); })"},
        {"what is assumed holds from there on", kPass, R"(
            global struct LOCK lock;
            void Main() { i32 a; a = Query(); assume a < 4; if (a >= 4) Acquire(&lock); })"},
        {"what is assumed later undoes nothing", kDefect, R"(
            global struct LOCK lock;
            void Main() { i32 a; a = Query(); if (a == 5) { Acquire(&lock); Acquire(&lock); } assume a != 5; })"},
        {"&& teaches both", kPass, R"(
            global struct LOCK lock;
            void Main() { i32 a; i32 b; a = Query(); b = Query(); if (a > 3 && b == 2) { if (a == 3 || b != 2) Acquire(&lock); } })"},
        {"|| teaches neither", kDefect, R"(
            global struct LOCK lock;
            void Main() { i32 a; i32 b; a = Query(); b = Query(); if (a > 3 || b == 2) { if (b != 2) Acquire(&lock); } })"},
    });
}

TEST_CASE("loops") {
    check_cases({
        {"balanced in each round", kPass, R"(
            global struct LOCK lock;
            void Main() { while (*) { Acquire(&lock); Release(&lock); } })"},
        {"given back in the last round only", kPass, R"(
            global struct LOCK lock;
            void Main() { u8 i; Acquire(&lock); i = 0; while (i < 5) { if (i == 4) Release(&lock); i = i + 1; } })"},
        {"given back one round too early", kDefect, R"(
            global struct LOCK lock;
            void Main() { u8 i; Acquire(&lock); i = 0; while (i < 5) { if (i >= 3) Release(&lock); i = i + 1; } })"},
        {"left when it was given back", kPass, R"(
            global struct LOCK lock;
            void Main() { u8 c; Acquire(&lock); while (1) { c = Any(); if (c == 1) { Release(&lock); break; } } })"},
        {"the flag of the round before", kPass, R"(
            global struct LOCK lock;
            void Main() { u8 held; u8 c; held = 0; while (*) { c = Any(); if (c && !held) { Acquire(&lock); held = 1; } else if (held) { Release(&lock); held = 0; } } if (held) Release(&lock); })"},
        {"the flag of the round before, once wrong", kDefect, R"(
            global struct LOCK lock;
            void Main() { u8 held; u8 c; held = 0; while (*) { c = Any(); if (c && !held) { Acquire(&lock); held = 1; } else if (held) { Release(&lock); } } })"},
        {"nested", kPass, R"(
            global struct LOCK lock;
            void Main() { u8 i; u8 j; i = 0; while (i < 3) { Acquire(&lock); j = 0; while (j < 3) { j = j + 1; } Release(&lock); i = i + 1; } })"},
        {"nested, given back in the inner one", kDefect, R"(
            global struct LOCK lock;
            void Main() { u8 i; u8 j; i = 0; while (i < 3) { Acquire(&lock); j = 0; while (j < 2) { Release(&lock); j = j + 1; } i = i + 1; } })"},
        {"a loop of unknown length with a counter", kPass, R"(
            global struct LOCK lock;
            void Main() { u8 n; u8 i; n = Any(); i = 0; while (i < n) { Acquire(&lock); Release(&lock); i = i + 1; } })"},
        {"a loop of unknown length with a wide counter", kPass, R"(
            global struct LOCK lock;
            void Main() { i32 n; i32 i; n = Query(); i = 0; while (i != n) { Acquire(&lock); Release(&lock); i = i + 1; } })"},
        {"a value of one of many rounds", kDefect, R"(
            global struct LOCK lock;
            void Main() { u8 i; u8 j; i = 0; j = 0; while (i < 200) { i = i + 1; j = j + 3; if (j == 5) Acquire(&lock); } })"},
        {"do while", kDefect, R"(
            global struct LOCK lock;
            void Main() { u8 c; do { Acquire(&lock); c = Any(); } while (c); Release(&lock); })"},
        {"retry", kPass, R"(
            global struct LOCK lock;
            void Main() { u8 c; again: ; Acquire(&lock); c = Any(); Release(&lock); if (c) goto again; })"},
    });
}

TEST_CASE("ways that an assumption opens") {
    check_cases({
        {"not the one that is taken", kPass, R"(
            global struct LOCK lock; global u8 mode;
            void Main() { mode = 2; choose { assume mode == 1; Acquire(&lock); } or { assume mode != 1; } })"},
        {"the one that is taken", kDefect, R"(
            global struct LOCK lock; global u8 mode;
            void Main() { mode = 1; choose { assume mode == 1; Acquire(&lock); } or { assume mode != 1; } })"},
        {"a function by its address", kPass, R"(
            global struct LOCK lock;
            void Lock() { Acquire(&lock); } void Nothing() { }
            void Run(fn void()* f) { choose { assume f == &Lock; Lock(); } or { assume f == &Nothing; Nothing(); } }
            void Main() { Run(&Nothing); })"},
    });
}

TEST_CASE("numbers wrap, have signs and widths") {
    check_cases({
        {"32 bits wrap", kPass, R"(
            global struct LOCK lock;
            void Main() { u32 x; x = 0xffffffff; x = x + 1; if (x != 0) Acquire(&lock); })"},
        {"an unknown number and one more", kDefect, R"(
            global struct LOCK lock;
            void Main() { i32 q; u32 x; q = Query(); x = (u32)q; if (x + 1 < x) Acquire(&lock); })"},
        {"signed and unsigned", kPass, R"(
            global struct LOCK lock;
            void Main() { i32 q; q = Query(); if (q < 0) { if ((u32)q < 0x80000000) Acquire(&lock); } else { if ((u32)q >= 0x80000000) Acquire(&lock); } })"},
        {"signed is not unsigned", kDefect, R"(
            global struct LOCK lock;
            void Main() { i32 q; q = Query(); if ((u32)q > 5) { if (q < 5) Acquire(&lock); } })"},
        {"narrowed and widened", kPass, R"(
            global struct LOCK lock;
            void Main() { i32 q; u8 b; i8 c; q = Query(); b = (u8)q; if ((i32)b > 255) Acquire(&lock); c = (i8)b; if ((i32)c < -128) Acquire(&lock); if (b == 200) { if (c >= 0) Acquire(&lock); } })"},
        {"masks", kPass, R"(
            global struct LOCK lock;
            void Main() { i32 q; u32 x; q = Query(); x = (u32)q; if (x & 4) { if (x == 3) Acquire(&lock); if ((x & 6) == 2) Acquire(&lock); } x = x | 8; if (!(x & 8)) Acquire(&lock); })"},
        {"shifts", kPass, R"(
            global struct LOCK lock;
            void Main() { i32 q; u32 x; q = Query(); x = (u32)q; if (x >> 28 > 15) Acquire(&lock); if ((x << 4) & 15) Acquire(&lock); if (x >> 32 != 0) Acquire(&lock); })"},
        {"a wide shift by a narrow count", kDefect, R"(
            global struct LOCK lock;
            void Main() { u8 c; u32 x; c = Any(); x = 1u32 << c; if (x == 0) Acquire(&lock); })"},
        {"a narrow shift by a wide count", kPass, R"(
            global struct LOCK lock;
            void Main() { i32 q; u8 x; q = Query(); x = 1; x = x << q; if (q == 256) { if (x != 0) Acquire(&lock); } })"},
        {"a negative number is below zero", kDefect, R"(
            global struct LOCK lock;
            void Main() { i32 s; s = -1; if (s < 0) Acquire(&lock); })"},
        {"a negative number becomes wider", kDefect, R"(
            global struct LOCK lock;
            void Main() { i8 c; i32 w; c = -5; w = (i32)c; if (w == -5) Acquire(&lock); })"},
        {"remainders and quotients", kPass, R"(
            global struct LOCK lock;
            void Main() { i32 q; u32 x; q = Query(); x = (u32)q; if (x % 8 > 7) Acquire(&lock); q = -7; if (q / 2 != -3) Acquire(&lock); if (q % 4 != -3) Acquire(&lock); })"},
        {"the smallest number", kDefect, R"(
            global struct LOCK lock;
            void Main() { i32 q; q = Query(); if (q < 0) { if (-q < 0) Acquire(&lock); } })"},
        {"a sum of two unknown numbers", kDefect, R"(
            global struct LOCK lock;
            void Main() { i32 a; i32 b; a = Query(); b = Query(); if (a + b == 3) { if (a == 2) { if (b == 1) Acquire(&lock); } } })"},
        {"a sum of two unknown numbers, impossible", kPass, R"(
            global struct LOCK lock;
            void Main() { i32 a; i32 b; a = Query(); b = Query(); if (a == 2) { if (b == 1) { if (a + b != 3) Acquire(&lock); } } })"},
        {"equal unknown numbers", kPass, R"(
            global struct LOCK lock;
            void Main() { i32 a; i32 b; a = Query(); b = Query(); if (a == b) { if (a == 7) Acquire(&lock); if (b == 7) Release(&lock); } })"},
        {"different unknown numbers", kPass, R"(
            global struct LOCK lock;
            void Main() { i32 a; i32 b; a = Query(); b = Query(); if (a != b) Acquire(&lock); if (b != a) Release(&lock); })"},
    });
}

TEST_CASE("numbers that a rule keeps as they are") {
    const char* const keep = R"(
        state { int status = 0; }
        Query.exit { status = $return; }
        Main.exit { if ($return != status) abort "another"; })";
    check_cases({
        {"the result that was kept is returned", kPass, R"(
            i32 Main() { i32 a; a = Query(); if (a < 0) return a; return a; }
            [origin harness] void sdv_main() { i32 r; r = Main(); })", keep},
        {"another one is returned", kDefect, R"(
            i32 Main() { i32 a; a = Query(); if (a < 0) return -1; return a; }
            [origin harness] void sdv_main() { i32 r; r = Main(); })", keep},
    });
}

TEST_CASE("counters of a rule beyond their bound") {
    const char* const balance = R"(
        state { int n = 0; }
        Acquire.entry { n = n + 1; }
        Release.entry { n = n - 1; if (n < 0) abort "below zero"; }
        Main.exit { if (n > 0) abort "left"; })";
    check_cases({
        {"as many as needed", kPass, R"(
            global struct LOCK lock;
            void Main() { Acquire(&lock); Acquire(&lock); Acquire(&lock); Release(&lock); Release(&lock); Release(&lock); })", balance},
        {"one too few", kDefect, R"(
            global struct LOCK lock;
            void Main() { Acquire(&lock); Acquire(&lock); Acquire(&lock); Release(&lock); Release(&lock); })", balance},
        {"one too many", kDefect, R"(
            global struct LOCK lock;
            void Main() { Acquire(&lock); Acquire(&lock); Release(&lock); Release(&lock); Release(&lock); })", balance},
        {"beyond the bound and not all the way back", kDefect, R"(
            global struct LOCK lock;
            void Main() { u8 i; i = 0; while (i < 9) { Acquire(&lock); i = i + 1; } while (i > 1) { Release(&lock); i = i - 1; } })", balance},
        {"latch", kDefect, R"(
            global struct LOCK lock;
            void Main() { Acquire(&lock); Acquire(&lock); Release(&lock); })",
            "state { int n = 0; } Acquire.entry { n++; } Release.entry { if (n == 2) abort \"two\"; }"},
    });
}

TEST_CASE("results of calls that raise") {
    check_cases({
        {"a call that raises gives no result", kDefect, R"(
            global struct LOCK lock; global u8 state = 1;
            u8 Fail() { raise 1; return 0; }
            void Try() { if (state == 1) Acquire(&lock); state = Fail(); }
            void Main() { Try() unwind L1; goto L2; L1: ; L2: Try() unwind L3; goto L4; L3: ; L4: Release(&lock); })"},
        {"a call that returns gives one", kPass, R"(
            global struct LOCK lock; global u8 state = 1;
            u8 Next() { u8 c; c = Any(); if (c) raise 1; return 2; }
            void Try() { if (state == 1) { state = 0; Acquire(&lock); state = Next(); } }
            void Main() { Try() unwind L1; goto L2; L1: ; L2: if (state == 2) Release(&lock); else if (state == 0) Release(&lock); })"},
    });
}
