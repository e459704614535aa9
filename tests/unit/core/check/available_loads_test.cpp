// SPDX-License-Identifier: Apache-2.0
// What was read through a pointer that stands for several that were joined is read again, until something may have been written there.
#include <catch2/catch.hpp>

#include "tests/unit/core/check/case_support.hpp"

using namespace sdvlite::test;

namespace {

/// A list of any length, and an item of it; another pointer may lead to the same one.
const std::string kItems = R"(
    global struct LOCK lock; global struct EXT x; global struct EXT y; global struct EXT z;
    struct EXT* Walk(struct EXT* e) { u8 c; c = Any(); while (c > 0) { e = e->Next; c = c - 1; } return e; }
    void Set(struct EXT* e, u8 v) { e->Flag = v; }
    u8 Get(struct EXT* e) { return e->Flag; }
    void Nothing(struct EXT* e) { e->Status = 1; }
    [origin os_model] [annotation "effect:fill 0 1 2"] void Fill(void* to, i32 v, u64 length) {
      u64 i; i = 0; while (i < length) { ((u8*)to)[i] = (u8)v; i = i + 1; } }
    [origin harness] void sdv_main() { x.Next = &y; y.Next = &z; z.Next = &x; x.Flag = Any(); y.Flag = Any(); z.Flag = Any(); Main(); }
)";

std::string twice(const std::string& between) {
    return kItems + "void Main() { struct EXT* e; struct EXT* f; u8 v; e = Walk(&x); f = Walk(&x); if (e->Flag) Acquire(&lock); " + between +
           " if (e->Flag) Release(&lock); }";
}

}  // namespace

TEST_CASE("what was read through a joined pointer is read again") {
    check_cases({
        {"at once", kPass, twice("")},
        {"after something else was written there", kPass, twice("e->Status = 1; Nothing(f);")},
        {"a copy of the pointer reads it", kPass, twice("f = e; v = f->Flag; if (v != e->Flag) Stop();")},
        {"a callee reads it", kPass, kItems + R"(
            void Main() { struct EXT* e; u8 v; e = Walk(&x); v = Get(e); if (v) Acquire(&lock); v = Get(e); if (v) Release(&lock); })"},
        {"what was written is read", kPass, kItems + R"(
            void Main() { struct EXT* e; u8 v; e = Walk(&x); v = Any(); e->Flag = v; if (e->Flag) Acquire(&lock); if (e->Flag) Release(&lock); })"},
        {"on each way round a loop", kPass, kItems + R"(
            void Main() { struct EXT* e; e = x.Next; while (*) { if (e->Flag) Acquire(&lock); if (e->Flag) Release(&lock); e = e->Next; } })"},
        {"the next one twice", kPass, kItems + R"(
            void Main() { struct EXT* e; struct EXT* f; e = Walk(&x); f = e->Next; if (f->Flag) Acquire(&lock); f = e->Next; if (f->Flag) Release(&lock); })"},
    });
}

TEST_CASE("what was read through a joined pointer may have been written since") {
    check_cases({
        {"there", kDefect, twice("e->Flag = 0;")},
        {"through another joined pointer", kDefect, twice("f->Flag = 0;")},
        {"to one that is known", kDefect, twice("y.Flag = 0;")},
        {"by a callee", kDefect, twice("Set(f, 0);")},
        {"by a callee to one that is known", kDefect, twice("Set(&y, 0);")},
        {"by a callee that knows nothing of the pointer", kDefect, kItems + R"(
            void Clear() { y.Flag = 0; }
            void Main() { struct EXT* e; e = Walk(&x); if (e->Flag) Acquire(&lock); Clear(); if (e->Flag) Release(&lock); })"},
        {"by filling bytes of one that is known", kDefect, twice("Fill((void*)&y, 0, 32);")},
        {"by filling bytes through a pointer", kDefect, twice("Fill((void*)f, 0, 32);")},
        {"as a whole record", kDefect, twice("y = z;")},
        {"the pointer is another one by then", kDefect, twice("e = e->Next;")},
        {"another one on some ways", kDefect, twice("v = Any(); if (v > 3) e = Walk(&x);")},
        {"in an earlier activation of the same procedure", kDefect, kItems + R"(
            void Again(struct EXT* e, u8 n) { u8 v; struct EXT* f; v = e->Flag; if (n > 0) { f = Walk(&x); Again(f, n - 1); } if (n == 0) y.Flag = 0; if (v != e->Flag) Acquire(&lock); }
            void Main() { struct EXT* e; e = Walk(&x); Again(e, 2); })"},
    });
}

TEST_CASE("a joined pointer is found to be one that is known") {
    check_cases({
        {"and what was read there is read by its name", Expect::NoDefect, kItems + R"(
            void Main() { struct EXT* e; e = Walk(&x); if (e->Flag) Acquire(&lock); if (e == &y) { if (y.Flag) Release(&lock); Stop(); } if (e->Flag) Release(&lock); })"},
        {"and its name says what has been written", kDefect, kItems + R"(
            void Main() { struct EXT* e; u8 v; e = Walk(&x); v = e->Flag; y.Flag = 7; if (e == &y) { if (v != y.Flag) Acquire(&lock); } })"},
    });
}
