// SPDX-License-Identifier: Apache-2.0
// Ranges of bytes that are filled at one stroke, of a length that is known, or at least so long.
#include <catch2/catch.hpp>

#include "tests/unit/core/check/case_support.hpp"

using namespace sdvlite::test;

TEST_CASE("filling so many bytes, or more") {
    const std::string fill = R"(
        global struct LOCK lock; global struct EXT x;
        [origin os_model] [annotation "effect:fill 0 1 2"] void Fill(void* to, u8 value, u64 length) {
          u64 i; i = 0; while (i < length) { ((u8*)to)[i] = value; i = i + 1; } }
        void Clear(struct EXT* p, u64 length) { Fill(p, 0, length); }
    )";
    check_cases({
        {"as many as are known", kPass, fill + R"(
            void Main() { u8 c; c = Any(); x.Lock.Held = 1; x.Other.Held = c; Fill(&x, 0, 4); if (x.Lock.Held != 0 || x.Other.Held != c) Acquire(&lock); })"},
        {"at least so many", kPass, fill + R"(
            void Main() { u8 c; c = Any(); x.Lock.Held = 1; Fill(&x, 0, 4 + (u64)c); if (x.Lock.Held != 0) Acquire(&lock); })"},
        {"of memory that was allocated", kPass, fill + R"(
            void Main() { struct EXT* p; u8 c; c = Any(); alloc p, 64; Fill(p, 0, 12 + (u64)c % 40); if (p->Other.Held != 0) Acquire(&lock); })"},
        {"what is behind them may be filled", Expect::NoPass, fill + R"(
            void Main() { u8 c; c = Any(); x.Other.Held = 1; Fill(&x, 0, 4 + (u64)c); if (x.Other.Held == 0) Acquire(&lock); })"},
        {"and may not be", kDefect, fill + R"(
            void Main() { u8 c; c = Any(); x.Other.Held = 1; Fill(&x, 0, 4 + (u64)c); if (x.Other.Held == 1) Acquire(&lock); })"},
        {"nobody knows how many", Expect::NoPass, fill + R"(
            void Main() { u8 c; c = Any(); x.Lock.Held = 1; Fill(&x, 0, (u64)c); if (x.Lock.Held == 0) Acquire(&lock); })"},
        {"a callee fills what the caller knows", Expect::NoPass, fill + R"(
            void Main() { u8 c; c = Any(); x.Other.Held = 1; Clear(&x, 4 + (u64)c); if (x.Other.Held == 0) Acquire(&lock); })"},
        {"a callee that is given a typed pointer", kDefect, fill + R"(
            void Main() { x.Lock.Held = 1; Clear(&x, 4); if (x.Lock.Held == 0) Acquire(&lock); })"},
        {"a callee that is given the address of bytes", kDefect, fill + R"(
            void Wipe(void* p, u64 length) { Fill(p, 0, length); }
            void Main() { x.Lock.Held = 1; Wipe((void*)&x, 4); if (x.Lock.Held == 0) Acquire(&lock); })"},
        {"two callees down", kDefect, fill + R"(
            void Wipe(void* p, u64 length) { Fill(p, 0, length); }
            void Reset(void* p) { Wipe(p, 4); }
            void Main() { x.Lock.Held = 1; Reset((void*)&x.Lock); if (x.Lock.Held == 0) Acquire(&lock); })"},
        {"a byte behind", kDefect, fill + R"(
            void Wipe(u8* p, u64 length) { Fill(p + 4, 0, length); }
            void Main() { x.Other.Held = 1; Wipe((u8*)&x, 4); if (x.Other.Held == 0) Acquire(&lock); })"},
        {"nothing else", kPass, fill + R"(
            void Wipe(void* p, u64 length) { Fill(p, 0, length); }
            void Main() { x.Other.Held = 1; Wipe((void*)&x, 4); if (x.Other.Held == 0) Acquire(&lock); })"},
        {"read before and after", Expect::NoPass, fill + R"(
            void Main() { struct EXT* p; u8 c; u32 before; c = Any(); alloc p, 64; before = p->Other.Held; assume before != 0; Fill(p, 0, 4 + (u64)c % 40); if (p->Other.Held != before) Acquire(&lock); })"},
        {"filled twice", kPass, fill + R"(
            void Main() { struct EXT* p; u8 c; c = Any(); alloc p, 64; Fill(p, 0, 4 + (u64)c % 40); Fill(p, 0, 8); if (p->Other.Held != 0 || p->Lock.Held != 0) Acquire(&lock); })"},
        {"with another value over it", Expect::NoPass, fill + R"(
            void Main() { struct EXT* p; u8 c; c = Any(); alloc p, 64; Fill(p, 0, 8); Fill(p, 1, 4 + (u64)c % 40); if (p->Other.Held != 0) Acquire(&lock); })"},
    });
}

TEST_CASE("what a procedure of the OS model fills through a pointer that it was given is its callers'") {
    const std::string model =
        "global struct LOCK lock;\n"
        "[origin os_model, annotation \"effect:any 0 1\"] void FillAny(void* to, u64 length) { u64 i; u8 v; i = 0;"
        " while (i < length) { havoc v; *((u8*)to + i) = v; i = i + 1; } }\n"
        "[origin os_model] void Ask(void* buffer, u32 length) { FillAny(buffer, (u64)length); }\n"
        "[origin os_model] void AskLater(void* buffer, u32 length) { void* kept; kept = buffer; Ask(kept, length); }\n"
        "[origin os_model] void AskBehind(void* buffer, u32 length) { u8* at; at = (u8*)buffer + 4; FillAny((void*)at, (u64)length); }\n";
    const std::string end = " if (v == 1) Acquire(&lock); }";
    check_cases({
        {"its own parameter", kDefect, model + "void Main() { u32 v; v = 0; Ask((void*)&v, 4);" + end},
        {"by way of a local and another procedure", kDefect, model + "void Main() { u32 v; v = 0; AskLater((void*)&v, 4);" + end},
        {"somewhere behind it", kDefect,
         model + "struct TWO { u32 a; u32 b; }; void Main() { struct TWO t; u32 v; t.b = 0; AskBehind((void*)&t, 4); v = t.b;" + end},
        {"not filled", kPass, model + "void Main() { u32 v; u32 w; v = 0; Ask((void*)&w, 4);" + end},
    });
}
