// SPDX-License-Identifier: Apache-2.0
// What memory held when the run began leads to nothing that the run allocated, as long as nothing of that was stored there.
#include <catch2/catch.hpp>

#include "tests/unit/core/check/case_support.hpp"

using namespace sdvlite::test;

TEST_CASE("pointers out of lists that were there before") {
    const std::string list = R"(
        global struct LOCK lock; global struct EXT x; global struct EXT y;
        struct EXT* Walk(struct EXT* e) { u8 c; c = Any(); while (c > 0) { e = e->Next; c = c - 1; } return e; }
        void Put(struct EXT* at, struct EXT* what) { at->Next = what; }
        [origin harness] void sdv_main() { x.Next = &y; y.Next = &x; Main(); }
        [origin os_model] [annotation "effect:copy 0 1 2"] void Copy(void* to, void* from, u64 length) {
          u64 i; i = 0; while (i < length) { ((u8*)to)[i] = ((u8*)from)[i]; i = i + 1; } }
    )";
    check_cases({
        {"nothing was stored", kPass, list + R"(
            void Main() { struct EXT* p; struct EXT* e; alloc p, 88; e = Walk(&x); if (e == p) Acquire(&lock); })"},
        {"stored in the list", kDefect, list + R"(
            void Main() { struct EXT* p; struct EXT* e; alloc p, 88; p->Next = &x; y.Next = p; e = Walk(&x); if (e == p) Acquire(&lock); })"},
        {"by a callee", kDefect, list + R"(
            void Main() { struct EXT* p; struct EXT* e; alloc p, 88; p->Next = &x; Put(&y, p); e = Walk(&x); if (e == p) Acquire(&lock); })"},
        {"through a pointer of which little is known", kDefect, list + R"(
            void Main() { struct EXT* p; struct EXT* e; alloc p, 88; p->Next = &x; e = Walk(&x); e->Next = p; e = Walk(&x); if (e == p) Acquire(&lock); })"},
        {"as part of a record", kDefect, list + R"(
            void Main() { struct EXT* p; struct EXT* e; struct EXT t; alloc p, 88; p->Next = &x; t = y; t.Next = p; y = t; e = Walk(&x); if (e == p) Acquire(&lock); })"},
        {"as bytes", Expect::NoPass, list + R"(
            void Main() { struct EXT* p; struct EXT* e; struct EXT* q; alloc p, 88; p->Next = &x; q = p; Copy((void*)&y.Next, (void*)&q, 8); e = Walk(&x); if (e == p) Acquire(&lock); })"},
        {"as a number", kDefect, list + R"(
            void Main() { struct EXT* p; struct EXT* e; alloc p, 88; p->Next = &x; *(u64*)&y.Next = (u64)p; e = Walk(&x); if (e == p) Acquire(&lock); })"},
        {"the address of a local", kDefect, list + R"(
            void Main() { struct EXT t; struct EXT* e; t.Next = &x; y.Next = &t; e = Walk(&x); if (e == &t) Acquire(&lock); })"},
        {"what was allocated holds a pointer to itself", kDefect, list + R"(
            void Main() { struct EXT* p; struct EXT* e; alloc p, 88; p->Next = p; e = Walk(p); if (e == p) Acquire(&lock); })"},
        {"behind what was allocated is the list", kDefect, list + R"(
            void Main() { struct EXT* p; struct EXT* e; alloc p, 88; p->Next = &x; x.Next = &y; e = Walk(p); if (e == &y) Acquire(&lock); })"},
        {"taken out again", Expect::NoDefect, list + R"(
            void Main() { struct EXT* p; struct EXT* e; alloc p, 88; y.Next = p; y.Next = &x; e = Walk(&x); if (e == p) Acquire(&lock); })"},
    });
}
