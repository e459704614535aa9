// SPDX-License-Identifier: Apache-2.0
// Conditions that say the same of one value in other words: what ranges and bits do not tell the solver tells the search.
#include <catch2/catch.hpp>

#include "tests/unit/core/check/case_support.hpp"

using namespace sdvlite::test;

namespace {

/// The lock is taken where `first` holds and released where `second` does, of what `code` makes of two values.
std::string pair(const std::string& code, const std::string& first, const std::string& second) {
    return "global struct LOCK lock; void Main() { u32 h; u32 k; i32 v; u8 b; u8 c; v = Query(); h = (u32)v; v = Query(); k = (u32)v; " + code +
           " if (" + first + ") Acquire(&lock); if (" + second + ") Release(&lock); }";
}

}  // namespace

TEST_CASE("the same condition in other words") {
    check_cases({
        {"a truncation and a mask", kPass, pair("b = (u8)h;", "b != 0", "(h & 255) != 0")},
        {"another mask", kDefect, pair("b = (u8)h;", "b != 0", "(h & 6) != 0")},
        {"a sum that wraps in a byte", kPass, pair("b = (u8)h; c = (u8)(b + 1);", "c == 0", "b == 255")},
        {"one that wraps elsewhere", kDefect, pair("b = (u8)h; c = (u8)(b + 1);", "c == 0", "b == 7")},
        {"the sign by a shift", kPass, pair("", "v < 0", "(v >> 31) != 0")},
        {"the sign and 0", kDefect, pair("", "v <= 0", "(v >> 31) != 0")},
        {"a quotient", kPass, pair("", "h >= 4", "h / 4 > 0")},
        {"another quotient", kDefect, pair("", "h >= 4", "h / 6 > 0")},
        {"a product", kPass, pair("k = h & 7;", "k * 2 == 6", "k == 3")},
        {"a difference of two", kPass, pair("", "(h ^ k) == 0", "h == k")},
        {"a complement", kPass, pair("", "(h & 15) == 15", "(~h & 15) == 0")},
        {"two flags in one", kPass, pair("b = (u8)((h & 1) != 0); c = (u8)((h & 2) != 0); b = b | c;", "b != 0", "(h & 3) != 0")},
        {"less and greater in one number", kPass, pair("v = (i32)(h > k) - (i32)(h < k);", "v > 0", "h > k")},
        {"a chain", kPass, pair("if (h >= k) return; if (k >= 100) return;", "h < 99", "k != 0")},
    });
}

TEST_CASE("what was asked of a value stays true of it where states are joined") {
    check_cases({
        {"whether it is 0", kPass, R"(global struct LOCK lock;
            void Main() { u32 l; u8 a; a = Any(); l = (u32)a; Acquire(&lock); if (l == 0) { Release(&lock); return; } while (l) { if (l == 1) Release(&lock); l = l - 1; } })"},
        {"whether it is not", kPass, R"(global struct LOCK lock;
            void Main() { u32 l; u8 a; a = Any(); l = (u32)a; Acquire(&lock); if (l == 0) { Release(&lock); return; } while (!(l == 0)) { if (!(l != 1)) Release(&lock); l = l - 1; } })"},
        {"released a round too early", kDefect, R"(global struct LOCK lock;
            void Main() { u32 l; u8 a; a = Any(); l = (u32)a; Acquire(&lock); if (l == 0) { Release(&lock); return; } while (l) { if (l == 2) Release(&lock); l = l - 1; } })"},
    });
}

TEST_CASE("what a callee finds equal is equal for its caller") {
    check_cases({
        {"numbers", kPass, R"(global struct LOCK lock; u32 Differ(u32 x, u32 y) { if (x != y) return 1; return 0; }
            void Main() { u32 h; u32 k; u32 d; i32 v; v = Query(); h = (u32)v; v = Query(); k = (u32)v; d = Differ(h, k); if (d == 0) Acquire(&lock); if (h == k) Release(&lock); })"},
        {"the other way round", kDefect, R"(global struct LOCK lock; u32 Differ(u32 x, u32 y) { if (x != y) return 1; return 0; }
            void Main() { u32 h; u32 k; u32 d; i32 v; v = Query(); h = (u32)v; v = Query(); k = (u32)v; d = Differ(h, k); if (d != 0) Acquire(&lock); if (h == k) Release(&lock); })"},
        {"pointers", kPass, R"(global struct EXT x; void Take(struct EXT* a, struct EXT* b) { if (b != a) Acquire(&b->Lock); }
            void Main() { struct EXT* a; struct EXT* b; a = x.Next; b = a->Next; Take(a, b); if (a != b) Release(&b->Lock); })"},
        {"one call deeper", kPass, R"(global struct EXT x; void Take(struct EXT* a, struct EXT* b) { if (b != a) Acquire(&b->Lock); }
            void Outer(struct EXT* a, struct EXT* b) { Take(a, b); }
            void Main() { struct EXT* a; struct EXT* b; a = x.Next; b = a->Next; Outer(a, b); if (a != b) Release(&b->Lock); })"},
        {"in a callee that is called for two pairs", kDefect, R"(global struct LOCK lock; u32 Differ(u32 x, u32 y) { if (x != y) return 1; return 0; }
            void Main() { u32 h; u32 k; u32 m; u32 d; i32 v; v = Query(); h = (u32)v; v = Query(); k = (u32)v; v = Query(); m = (u32)v;
              d = Differ(h, k); if (d != 0) return; d = Differ(h, m); if (d == 0) Acquire(&lock); if (k == m) Release(&lock); if (h != 5) return; Acquire(&lock); })"},
    });
}

TEST_CASE("what was read of unknown memory is there when it is read again") {
    const std::string head = R"([origin os_model] [annotation "effect:copy 0 1 2"] void Copy(void* to, void* from, u64 length) {
        u64 i; i = 0; while (i < length) { ((u8*)to)[i] = ((u8*)from)[i]; i = i + 1; } }
        global struct LOCK lock; global struct EXT x; u8 Index() { u8 k; k = Any(); return k & 3; }
        u32 Word() { i32 v; v = Query(); return (u32)v; } void Put() { u8 k; u32 w; k = Index(); w = Word(); x.words[k] = w; } )";
    check_cases({
        {"an element", kPass, head + "void Main() { u8 k; Put(); k = Index(); if (x.words[k] != 0) Acquire(&lock); if (x.words[k] != 0) Release(&lock); }"},
        {"another one", kDefect, head + "void Main() { u8 k; u8 j; Put(); k = Index(); j = Index(); if (x.words[k] != 0) Acquire(&lock); if (x.words[j] != 0) Release(&lock); }"},
        {"an element that may have been written since", kDefect, head + "void Main() { u8 k; Put(); k = Index(); if (x.words[k] != 0) Acquire(&lock); Put(); if (x.words[k] != 0) Release(&lock); }"},
        {"an element that was read before it was written", kDefect, head + "void Main() { u8 k; u32 w; Put(); k = Index(); w = x.words[k]; x.words[k] = 0; if (w != 0) Acquire(&lock); if (x.words[k] != 0) Release(&lock); }"},
        {"what was copied there", kPass, head + "void Main() { u32 f; u8 k; Put(); k = Index(); Copy((void*)&f, (void*)&x.words[k], 4); if (f == 1) Acquire(&lock); if (f == 1) Release(&lock); }"},
        {"what was copied there twice", kDefect, head + "void Main() { u32 f; Put(); Copy((void*)&f, (void*)&x.words[1], 4); if (f == 1) Acquire(&lock); Put(); Copy((void*)&f, (void*)&x.words[1], 4); if (f == 1) Release(&lock); }"},
    });
}
