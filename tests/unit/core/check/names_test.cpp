// SPDX-License-Identifier: Apache-2.0
// What is known of a value goes when nothing holds the value any more: the next one of its name is another one.
#include <catch2/catch.hpp>

#include "tests/unit/core/check/case_support.hpp"

using namespace sdvlite;
using namespace sdvlite::test;

namespace {

const std::string kNodes = "global struct LOCK lock; struct NODE { u8 v; u8 w; }; global struct NODE* a[8]; global u8 c; global u8 held;\n";

/// Looks at all nodes once more, so that what is in them matters until then.
std::string looked_at(int n) {
    return " i = 0; while (i < " + std::to_string(n) + ") { p = a[i]; if (p->v == 1) { Acquire(&lock); held = 1; }"
           " if (held == 1) { Release(&lock); held = 0; } i = i + 1; } }\n";
}

}  // namespace

TEST_CASE("an object that loses its name at the head of a loop leaves no facts to others") {
    const std::string loop = kNodes + "void Main() { u32 i; struct NODE* p; i = 0; held = 0; c = Any();"
                                      " while (i < 7) {"
                                      "  if (i == 4 && c == 3) { if (held == 0) { Acquire(&lock); return; } }"
                                      "  if (c >= 2) return;"
                                      "  alloc p, 2; p->v = c; a[i] = p; p = (struct NODE*)NULL; i = i + 1; c = Any(); }";
    check_cases({{"the new number may be 3", Expect::NoPass, loop + looked_at(7)}});
}

TEST_CASE("an object that loses its name when a callee makes another leaves no facts to it") {
    const std::string make = "struct NODE* New() { struct NODE* p; alloc p, 2; p->v = Any(); return p; }\n";
    std::string steps;
    for (int i = 0; i < 4; ++i) steps += " p = New(); a[" + std::to_string(i) + "] = p; if (p->v >= 2) return; p = (struct NODE*)NULL;";
    const std::string main = "void Main() { struct NODE* p; u32 i; held = 0;" + steps +
                             " p = New(); a[4] = p; if (p->v == 3) { Acquire(&lock); return; } if (p->v >= 2) return; p = (struct NODE*)NULL;";
    check_cases({{"the fifth may hold 3", Expect::NoPass, kNodes + make + main + looked_at(5)}});
}

TEST_CASE("a field whose address is only given away is met through what lies beside it, too") {
    const std::string pair = "global struct LOCK lock; struct PAIR { u32 a; u32 b; }; void Clear(u32* p) { *p = 0; }\n";
    check_cases({
        {"by its offset", kDefect,
         pair + "void Main() { struct PAIR r; Clear(&r.b); *(u32*)((u8*)&r + offsetof(struct PAIR, b)) = 1; if (r.b == 1) Acquire(&lock); }"},
        {"as an element", Expect::NoPass,
         "global struct LOCK lock; void Clear(u32* p) { *p = 0; }\n"
         "void Main() { u32 r[2]; u32* p; Clear(&r[1]); p = &r[0]; p = p + 1; *p = 1; if (r[1] == 1) Acquire(&lock); }"},
        {"and is what it was set to", kPass, pair + "void Main() { struct PAIR r; Clear(&r.b); if (r.b == 1) Acquire(&lock); }"},
    });
}
