// SPDX-License-Identifier: Apache-2.0
// Entries that were taken out of lists are none of those that come out afterwards, until they are put into one.
#include <catch2/catch.hpp>

#include "tests/unit/core/check/case_support.hpp"

using namespace sdvlite::test;

namespace {

/// The routines of the OS model, as far as they matter here, and two lists: of three entries and of one.
const std::string kLists = R"(
    global struct LOCK lock; global struct LIST head; global struct LIST other; global struct LIST p; global struct LIST q; global struct LIST r; global struct LIST s;
    [origin harness] void sdv_main() {
      head.Flink = &p; p.Blink = &head; p.Flink = &q; q.Blink = &p; q.Flink = &r; r.Blink = &q; r.Flink = &head; head.Blink = &r;
      other.Flink = &s; s.Blink = &other; s.Flink = &other; other.Blink = &s; Main(); }
    [origin os_model] [annotation "puts_in:1"] void Put(struct LIST* h, struct LIST* e) {
      struct LIST* last; last = h->Blink; if (h->Flink == h) last = h; e->Flink = h; e->Blink = last; last->Flink = e; h->Blink = e; }
    [origin os_model] [annotation "takes_out:return"] struct LIST* Take(struct LIST* h) {
      struct LIST* e; struct LIST* after; e = h->Flink; after = e->Flink; h->Flink = after; after->Blink = h; return e; }
    u8 Empty(struct LIST* h) { return h->Flink == h; }
    struct LIST* TakeAny(struct LIST* h) { struct LIST* e; u8 b; u8 c; e = Take(h); c = Any(); while (c > 0) { b = Empty(h); if (b) Stop(); e = Take(h); c = c - 1; } return e; }
)";

std::string two(const std::string& between) {
    return kLists + "void Main() { struct LIST* a; struct LIST* b; u8 n; n = Empty(&head); if (n) Stop(); a = TakeAny(&head); " + between +
           " n = Empty(&head); if (n) Stop(); b = TakeAny(&head); if (a == b) Acquire(&lock); }";
}

}  // namespace

TEST_CASE("what comes out of a list is none of what came out before") {
    check_cases({
        {"one after the other", Expect::NoDefect, two("")},
        {"through a function that only looks at it", Expect::NoDefect, kLists + R"(
            u8 Look(struct LIST* e) { return e->Flink == e; }
            void Main() { struct LIST* a; struct LIST* b; u8 n; u8 c; n = Empty(&head); if (n) Stop(); a = TakeAny(&head); c = Look(a); n = Empty(&head); if (n) Stop(); b = TakeAny(&head); if (a == b) Acquire(&lock); })"},
    });
}

TEST_CASE("it is put into a list again") {
    check_cases({
        {"the same", Expect::NoPass, two("Put(&head, a);")},
        {"by a function that is given it", Expect::NoPass, kLists + R"(
            void Back(struct LIST* e) { Put(&head, e); }
            void Main() { struct LIST* a; struct LIST* b; u8 n; n = Empty(&head); if (n) Stop(); a = TakeAny(&head); Back(a); b = TakeAny(&head); if (a == b) Acquire(&lock); })"},
        {"by its links", Expect::NoPass, two("a->Flink = head.Flink; a->Blink = &head; head.Flink = a;")},
        {"as one of two", Expect::NoPass, kLists + R"(
            void Main() { struct LIST* a; struct LIST* b; u8 n; struct LIST* c; n = Empty(&head); if (n) Stop(); a = TakeAny(&head); n = Empty(&other); if (n) Stop(); c = TakeAny(&other);
              n = Any(); if (n > 3) c = a; Put(&head, c); b = TakeAny(&head); if (a == b) Acquire(&lock); })"},
    });
}
