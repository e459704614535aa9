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
