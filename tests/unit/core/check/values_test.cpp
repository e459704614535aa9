// SPDX-License-Identifier: Apache-2.0
// Values that go through more than one place: records that are returned, rows of constant tables, marks in the low bits of
// pointers.
#include <catch2/catch.hpp>

#include "tests/unit/core/check/case_support.hpp"

using namespace sdvlite::test;

TEST_CASE("records are returned whole") {
    check_cases({
        {"a flag and a pointer in it", kPass, R"(
            struct PAIR { struct EXT* ext; u8 held; u32 low : 3; u32 rest : 29; }; global struct EXT x;
            struct PAIR Make(struct EXT* e) { struct PAIR r; r.ext = e; r.held = 1; r.low = 5; r.rest = 2; return r; }
            void Main() { struct PAIR q; q = Make(&x); Acquire(&x.Lock); if (q.held && q.low == 5) Release(&q.ext->Lock); })"},
        {"a flag that is not set", kDefect, R"(
            struct PAIR { struct EXT* ext; u8 held; u32 low : 3; u32 rest : 29; }; global struct EXT x;
            struct PAIR Make(struct EXT* e) { struct PAIR r; r.ext = e; r.held = 1; r.low = 5; r.rest = 2; return r; }
            void Main() { struct PAIR q; q = Make(&x); Acquire(&x.Lock); if (q.held && q.low == 4) Release(&q.ext->Lock); })"},
        {"what was chosen inside", kPass, R"(
            struct PAIR { u8 held; u8 more; };
            global struct LOCK lock;
            struct PAIR Take() { struct PAIR r; r.held = 0; r.more = Any(); if (r.more == 3) { Acquire(&lock); r.held = 1; } return r; }
            void Main() { struct PAIR q[2]; q[1] = Take(); if (q[1].more != 3 && q[1].held) Release(&lock); if (q[1].held) Release(&lock); })"},
        {"by way of another function and through a recursion", kPass, R"(
            struct PAIR { u8 held; u8 depth; };
            global struct LOCK lock;
            struct PAIR Down(u8 n) { struct PAIR r; if (n == 0) { Acquire(&lock); r.held = 1; r.depth = 0; return r; } r = Down(n - 1); r.depth = r.depth + 1; return r; }
            struct PAIR Twice() { struct PAIR r; r = Down(2); return r; }
            void Main() { struct PAIR q; q = Twice(); if (q.held && q.depth == 2) Release(&lock); })"},
        {"by way of another function, wrong depth", kDefect, R"(
            struct PAIR { u8 held; u8 depth; };
            global struct LOCK lock;
            struct PAIR Down(u8 n) { struct PAIR r; if (n == 0) { Acquire(&lock); r.held = 1; r.depth = 0; return r; } r = Down(n - 1); r.depth = r.depth + 1; return r; }
            void Main() { struct PAIR q; q = Down(2); if (q.held && q.depth == 1) Release(&lock); })"},
        {"twice by the same function, kept apart", kPass, R"(
            struct PAIR { u8 held; u8 depth; };
            global struct LOCK lock;
            struct PAIR Make(u8 v) { struct PAIR r; r.held = v; r.depth = 7; return r; }
            void Main() { struct PAIR a; struct PAIR b; a = Make(1); b = Make(0); if (a.held) Acquire(&lock); if (b.held) Acquire(&lock); if (a.held && b.depth == 7) Release(&lock); })"},
        {"by a function that is called through a pointer", kPass, R"(
            struct PAIR { u8 held; u8 depth; };
            global struct LOCK lock;
            struct PAIR One() { struct PAIR r; r.held = 1; r.depth = 1; return r; }
            struct PAIR Two() { struct PAIR r; r.held = 1; r.depth = 2; return r; }
            void Main() { fn struct PAIR()* f; struct PAIR q; u8 c; c = Any(); if (c) f = &One; else f = &Two; q = f(); if (q.held) Acquire(&lock); if (q.depth == 1 || q.depth == 2) Release(&lock); })"},
    });
}

TEST_CASE("rows of constant tables") {
    const char* const rows = R"(
        global struct LOCK lock; global u8 taken;
        struct ROW { fn void()* enter; fn void()* leave; u8 kind; };
        void A() { Acquire(&lock); taken = 1; } void B() { Release(&lock); } void C() { taken = 2; } void D() { taken = 0; }
        const global struct ROW rows[3] = { { &A, &B, 4 }, { &C, &D, 5 }, { &C, &C, 6 } };
    )";
    const std::string table = rows;
    check_cases({
        {"both from one row", kPass, table + "void Main() { u8 i; i = Any(); assume i < 3; rows[i].enter(); rows[i].leave(); }"},
        {"from the row after it", kDefect, table + "void Main() { u8 i; i = Any(); assume i < 2; rows[i].enter(); rows[i + 1].leave(); }"},
        {"by way of a pointer to the row", kPass, table + "void Main() { u8 i; struct ROW* r; i = Any(); assume i < 3; r = &rows[i]; r->enter(); r->leave(); }"},
        {"a number of the row tells", kPass, table + "void Main() { u8 i; i = Any(); assume i < 3; rows[i].enter(); if (rows[i].kind == 4) B(); }"},
        {"a number of the row tells, another one", kDefect, table + "void Main() { u8 i; i = Any(); assume i < 3; rows[i].enter(); if (rows[i].kind == 5) B(); }"},
        {"an index that is computed", kPass, table + "void Main() { u8 i; i = Any(); rows[i & 1].enter(); rows[i & 1].leave(); }"},
        {"behind a condition that is not met", kPass, table + "void Main() { u8 i; i = Any(); if (i < 3 && rows[i].kind == 4) Acquire(&lock); if (i == 0) Release(&lock); }"},
    });
}

TEST_CASE("marks in pointers that were given") {
    const char* const watched = R"(
        state { enum { no, yes } s = no; }
        watch Acquire.exit.$1;
        Acquire.exit[guard $1] { if (s == yes) abort "twice"; s = yes; }
        Release.entry[guard $1] { if (s == no) abort "not held"; s = no; }
        Main.exit { if (s == yes) abort "left held"; })";
    const char* const harness = "[origin harness] void sdv_main() { struct EXT* e; void* v; Main(e, v); }";
    const auto given = [&](const char* body) { return std::string("void Main(struct EXT* e, void* v) {") + body + "}\n" + harness; };
    check_cases({
        {"set and cleared", kPass, given("u64 u; u = (u64)&e->Lock; Acquire(&e->Lock); u = u | 1; u = u & 0xfffffffffffffffe; Release((struct LOCK*)u);"), watched},
        {"flipped twice", kPass, given("u64 u; u = (u64)e; Acquire(&e->Lock); u = u ^ 3; u = u ^ 3; Release((struct LOCK*)u);"), watched},
        {"a bit that is part of the address", kDefect, given("u64 u; u = (u64)&e->Other; Acquire(&e->Other); u = u | 1; u = u & 0xfffffffffffffff8; Release((struct LOCK*)u);"), watched},
        {"left there", kDefect, given("u64 u; u = (u64)e; Acquire(&e->Lock); u = u | 1; if ((u & 1) == 0) Release(&e->Lock);"), watched},
        {"aligned from where it becomes a pointer to something", kPass, given("struct EXT* x; u64 u; x = (struct EXT*)v; u = (u64)x; Acquire(&x->Lock); u = u | 2; u = u & 0xfffffffffffffff8; Release(&((struct EXT*)u)->Lock);"), watched},
    });
}

TEST_CASE("what a number is not stays known, of eight values, also when it is made narrower") {
    const auto main = [](const char* asked) {
        return std::string(R"(
            global struct LOCK lock;
            void Main() { u32 n; u8 low; havoc n; if (n > 27) return;
                if (n == 3 || n == 5 || n == 7 || n == 9 || n == 11 || n == 13 || n == 15) return;
                low = (u8)n; Acquire(&lock); if (low == )") + asked + ") Acquire(&lock); Release(&lock); }";
    };
    check_cases({
        {"none of them", kPass, main("15")},
        {"another one", kDefect, main("2")},
    });
}
