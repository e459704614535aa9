// SPDX-License-Identifier: Apache-2.0
// Where drivers keep the knowledge that a lock is held: variables, fields, bits, results, parameters.
#include <catch2/catch.hpp>

#include "tests/unit/core/check/case_support.hpp"

using namespace sdvlite::test;

TEST_CASE("a flag tells whether the lock is held") {
    check_cases({
        {"local", kPass, R"(
            void Main(struct EXT* e) { u8 f; u8 c; f = 0; c = Any(); if (c) { Acquire(&e->Lock); f = 1; } if (f) Release(&e->Lock); })"
            "[origin harness] void sdv_main() { struct EXT* e; Main(e); }"},
        {"local, wrong way", kDefect, R"(
            void Main(struct EXT* e) { u8 f; u8 c; f = 0; c = Any(); if (c) { Acquire(&e->Lock); f = 1; } if (!f) Release(&e->Lock); })"
            "[origin harness] void sdv_main() { struct EXT* e; Main(e); }"},
        {"the condition itself again", kPass, R"(
            global struct LOCK lock;
            void Main() { i32 c; c = Query(); if (c == 5) Acquire(&lock); if (c == 5) Release(&lock); })"},
        {"another condition", kDefect, R"(
            global struct LOCK lock;
            void Main() { i32 c; c = Query(); if (c == 1) Acquire(&lock); if (c >= 1) Release(&lock); })"},
        {"an implied condition", kPass, R"(
            global struct LOCK lock;
            void Main() { i32 c; c = Query(); if (c >= 1) Acquire(&lock); if (c > 0) Release(&lock); })"},
        {"global", kPass, R"(
            global struct LOCK lock; global u8 f = 0;
            void Main() { u8 c; c = Any(); if (c) { Acquire(&lock); f = 1; } if (f == 1) Release(&lock); })"},
        {"global that starts as anything", kDefect, R"(
            global struct LOCK lock; global u8 f = 0;
            void Main() { u8 c; c = Any(); if (c) { Acquire(&lock); f = 1; } if (f == 1) Release(&lock); })", nullptr, true},
        {"field of the extension", kPass, R"(
            void Work(struct EXT* e) { u8 c; c = Any(); e->Flag = c; if (e->Flag) Acquire(&e->Lock); }
            void Undo(struct EXT* e) { if (e->Flag != 0) Release(&e->Lock); }
            void Main(struct EXT* e) { Work(e); Undo(e); }
            [origin harness] void sdv_main() { struct EXT* e; Main(e); })"},
        {"field overwritten in between", kDefect, R"(
            void Work(struct EXT* e) { u8 c; c = Any(); e->Flag = c; if (e->Flag) Acquire(&e->Lock); }
            void Undo(struct EXT* e) { e->Flag = 1; if (e->Flag != 0) Release(&e->Lock); }
            void Main(struct EXT* e) { Work(e); Undo(e); }
            [origin harness] void sdv_main() { struct EXT* e; Main(e); })"},
        {"one bit of a mask", kPass, R"(
            global struct EXT x;
            void Main() {
                u32 c; i32 q; q = Query(); c = (u32)q; x.Flags = c & 0xfffffffb;
                if (x.Flags & 1) { x.Flags |= 4; Acquire(&x.Lock); }
                x.Flags |= 8; x.Flags &= ~2u32;
                if (x.Flags & 4) Release(&x.Lock);
            })"},
        {"another bit of a mask", kDefect, R"(
            global struct EXT x;
            void Main() {
                u32 c; i32 q; q = Query(); c = (u32)q; x.Flags = c & 0xfffffffb;
                if (x.Flags & 1) { x.Flags |= 4; Acquire(&x.Lock); }
                if (x.Flags & 2) Release(&x.Lock);
            })"},
        {"bit-field", kPass, R"(
            global struct EXT x;
            void Main() { u8 c; c = Any(); x.low = 2; if (c) { x.low = 5; Acquire(&x.Lock); } x.signed_bits = -1; if (x.low == 5) Release(&x.Lock); })"},
        {"bit-field is cut", kDefect, R"(
            global struct EXT x;
            void Main() { x.low = 13; if (x.low == 5) Acquire(&x.Lock); })"},
        {"signed bit-field", kPass, R"(
            global struct EXT x;
            void Main() { x.signed_bits = 3; if (x.signed_bits == 3) Acquire(&x.Lock); if (x.signed_bits != -1) Acquire(&x.Lock); })"},
        {"initialised signed bit-field", kPass, R"(
            struct B { i32 a : 2; u32 b : 3; };
            global struct B x = { -1, 6 }; global struct LOCK lock;
            void Main() { if (x.a != -1) Acquire(&lock); if (x.b != 6) Acquire(&lock); })"},
    });
}

TEST_CASE("a result or an out-parameter tells whether the lock is held") {
    check_cases({
        {"a result that replaces what others may read", kDefect, R"(
            global struct LOCK lock; global u8 shared;
            void Main() { shared = 0; shared = Any(); if (shared == 1) Acquire(&lock); })"},
        {"a variable that may be anything", kDefect, R"(
            global struct LOCK lock; global u8 shared;
            void Main() { shared = 0; havoc shared; if (shared == 1) Acquire(&lock); })"},
        {"status of a callee", kPass, R"(
            global struct LOCK lock;
            i32 Try() { u8 c; c = Any(); if (c) { Acquire(&lock); return 0; } return -1; }
            void Main() { i32 s; s = Try(); if (s >= 0) Release(&lock); })"},
        {"status of a callee, unchecked", kDefect, R"(
            global struct LOCK lock;
            i32 Try() { u8 c; c = Any(); if (c) { Acquire(&lock); return 0; } return -1; }
            void Main() { i32 s; s = Try(); Release(&lock); })"},
        {"status passed on", kPass, R"(
            global struct LOCK lock;
            i32 Try() { i32 q; q = Query(); if (q < 0) return q; Acquire(&lock); return q; }
            i32 Outer() { i32 s; s = Try(); return s; }
            void Main() { i32 s; s = Outer(); if (s >= 0) Release(&lock); })"},
        {"status compared as unsigned", kDefect, R"(
            global struct LOCK lock;
            i32 Try() { i32 q; q = Query(); if (q < 0) return q; Acquire(&lock); return q; }
            void Main() { i32 s; s = Try(); if ((u32)s >= 0) Release(&lock); })"},
        {"out-parameter", kPass, R"(
            global struct LOCK lock;
            void Try(u8* taken) { u8 c; *taken = 0; c = Any(); if (c) { Acquire(&lock); *taken = 1; } }
            void Main() { u8 t; Try(&t); if (t) Release(&lock); })"},
        {"out-parameter, wrong way", kDefect, R"(
            global struct LOCK lock;
            void Try(u8* taken) { u8 c; *taken = 0; c = Any(); if (c) { Acquire(&lock); *taken = 1; } }
            void Main() { u8 t; Try(&t); if (!t) Release(&lock); })"},
        {"out-parameter that was set before", kPass, R"(
            global struct LOCK lock;
            void Try(u8* taken) { u8 c; c = Any(); if (c) { Acquire(&lock); *taken = 1; } }
            void Main() { u8 t; t = 0; Try(&t); if (t == 1) Release(&lock); })"},
        {"out-parameter that is set again", kDefect, R"(
            global struct LOCK lock;
            void Set(u8* what) { *what = 1; }
            void Main() { u8 t; t = 0; Set(&t); if (t == 1) Acquire(&lock); })"},
        {"out-parameters of one kind, one assigned after the other was set", kDefect, R"(
            global struct LOCK lock; global u8 g = 0;
            void Set(u8* what) { *what = 1; }
            void Main() { u8 t; Set(&g); t = 0; if (g == 1) Acquire(&lock); Set(&t); })"},
        {"out-parameter in a structure", kPass, R"(
            global struct LOCK lock;
            void Try(struct EXT* e) { u8 c; c = Any(); e->Status = -5; if (c) { Acquire(&lock); e->Status = 7; } }
            void Main() { struct EXT e; Try(&e); if (e.Status > 0) Release(&lock); })"},
        {"parameter says to lock", kPass, R"(
            global struct LOCK lock;
            void Do(u8 take) { if (take) Acquire(&lock); }
            void Undo(u8 took) { if (took) Release(&lock); }
            void Main() { u8 c; c = Any(); Do(c); Undo(c); Do(0); Undo(0); Do(1); Undo(1); })"},
        {"parameter, another value", kDefect, R"(
            global struct LOCK lock;
            void Do(u8 take) { if (take) Acquire(&lock); }
            void Undo(u8 took) { if (took) Release(&lock); }
            void Main() { u8 c; u8 d; c = Any(); d = Any(); Do(c); Undo(d); })"},
        {"two values of one function are two", kDefect, R"(
            global struct LOCK lock;
            u8 Get() { u8 c; c = Any(); return c; }
            void Main() { u8 c; u8 d; c = Get(); d = Get(); if (c != d) Acquire(&lock); })"},
        {"what was never written may differ each time", Expect::NoPass, R"(
            global struct LOCK lock;
            u8 Get() { u8 c; return c; }
            void Main() { u8 c; u8 d; c = Get(); d = Get(); if (c != d) Acquire(&lock); })"},
        {"one value kept over another call", kDefect, R"(
            global struct LOCK lock; global u8 g;
            u8 Get() { u8 c; c = Any(); g = c; return c; }
            void Main() { u8 c; u8 d; c = Get(); if (c > 1) return; d = Get(); if (d > 1) Acquire(&lock); })"},
    });
}
