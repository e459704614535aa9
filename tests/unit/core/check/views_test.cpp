// SPDX-License-Identifier: Apache-2.0
// Words of which a union gives several views: bit-fields, bytes, halves. What one view writes the others read.
#include <catch2/catch.hpp>

#include "tests/unit/core/check/case_support.hpp"

using namespace sdvlite;
using namespace sdvlite::test;

namespace {

const std::string kFlags = R"(
    struct BITS { u32 Read : 1; u32 Write : 1; u32 Depth : 6; u32 Rest : 24; };
    union FLAGS { u32 All; struct BITS B; u8 Bytes[4]; };
    struct DEVICE { struct LOCK Lock; union FLAGS F; union FLAGS G; };
    global union FLAGS f; global struct LOCK lock; global struct DEVICE d;
)";
const std::string kAnyDevice = "[origin harness] void sdv_main() { struct DEVICE* e; Main(e); }";

Case flags(const char* name, Expect expect, const std::string& main) { return {name, expect, kFlags + main}; }

}  // namespace

TEST_CASE("bits of a word that was written as a whole, and the other way round") {
    check_cases({
        flags("a bit is set in zeros", kPass, "void Main() { f.All = 0; f.B.Write = 1; if (f.All != 2) Acquire(&lock); }"),
        flags("a bit is set in zeros: the word has changed", kDefect, "void Main() { f.All = 0; f.B.Write = 1; if (f.All == 2) Acquire(&lock); }"),
        flags("a bit of a number", kPass, "void Main() { f.All = 2; if (!f.B.Write || f.B.Read) Acquire(&lock); }"),
        flags("a bit of a number that is set", kDefect, "void Main() { f.All = 2; if (f.B.Write) Acquire(&lock); }"),
        flags("several bit-fields make up a value", kPass,
              "void Main() { f.B.Read = 1; f.B.Write = 0; f.B.Depth = 9; f.B.Rest = 3; if (f.All != 0x325) Acquire(&lock); }"),
        flags("several bit-fields, one of them not written", kDefect,
              "void Main() { f.B.Read = 1; f.B.Depth = 9; f.B.Rest = 3; if (f.All == 0x325) Acquire(&lock); }"),
        flags("a byte over bit-fields", kPass,
              "void Main() { f.All = 0; f.B.Depth = 63; f.B.Rest = 0xffffff; f.Bytes[0] = 0x85; f.Bytes[2] = 0; "
              "if (f.B.Depth != 33 || f.B.Write || f.All != 0xff00ff85) Acquire(&lock); }"),
        flags("a byte over bit-fields: the others keep theirs", kDefect,
              "void Main() { f.All = 0; f.B.Depth = 63; f.Bytes[0] = 0x85; if (f.B.Depth == 33 && f.All == 0x85) Acquire(&lock); }"),
        flags("a field that lies in two bytes is cut by one", kDefect,
              "void Main() { f.All = 0; f.B.Rest = 0x1234; f.Bytes[1] = 0; if (f.B.Rest == 0x1200) Acquire(&lock); }"),
        flags("initial values of a global", kPass, "global union FLAGS g = { .All = 6 }; void Main() { if (!g.B.Write || g.B.Depth != 1) Acquire(&lock); }"),
    });
}

TEST_CASE("views of a word of which only parts are known") {
    check_cases({
        flags("a bit that is set in anything", kPass,
              "void Main(struct DEVICE* e) { e->F.B.Write = 1; if ((e->F.All & 2) == 0) Acquire(&e->Lock); }" + kAnyDevice),
        flags("another bit of anything", kDefect,
              "void Main(struct DEVICE* e) { e->F.B.Write = 1; if ((e->F.All & 1) == 0) Acquire(&e->Lock); }" + kAnyDevice),
        flags("a mask that is set in anything", kPass,
              "void Main(struct DEVICE* e) { e->F.All = e->F.All | 2; if (!e->F.B.Write) Acquire(&e->Lock); }" + kAnyDevice),
        flags("a mask that is cleared in anything", kPass,
              "void Main(struct DEVICE* e) { e->F.All = e->F.All & ~2u32; if (e->F.B.Write) Acquire(&e->Lock); }" + kAnyDevice),
        flags("what is tested in one view is known in the other", kPass,
              "void Main(struct DEVICE* e) { if (e->F.All & 2) Acquire(&e->Lock); if (e->F.B.Write) Release(&e->Lock); }" + kAnyDevice),
        flags("what is tested in one view is known in the other, bits first", kPass,
              "void Main(struct DEVICE* e) { if (e->F.B.Write) Acquire(&e->Lock); e->F.B.Read = 1; if ((e->F.All & 3) == 3) Release(&e->Lock); }" + kAnyDevice),
        flags("what is tested in one view is known in the other until it is written", kDefect,
              "void Main(struct DEVICE* e) { if (e->F.B.Write) Acquire(&e->Lock); e->F.Bytes[0] = 0; if (e->F.All & 2) Release(&e->Lock); }" + kAnyDevice),
        flags("the same word of two devices", kDefect,
              "void Main(struct DEVICE* e, struct DEVICE* o) { e->F.All = 0; o->F.B.Write = 1; if (e->F.All & 2) Acquire(&e->Lock); }"
              "[origin harness] void sdv_main() { Main(&d, &d); }"),
        flags("another word of the device", kPass,
              "void Main(struct DEVICE* e) { e->F.All = 0; e->G.All = 0; e->G.B.Write = 1; if (e->F.All & 2) Acquire(&e->Lock); }" + kAnyDevice),
        flags("written by a callee through the bits", kPass,
              "void Set(struct DEVICE* e) { e->F.B.Write = 1; } "
              "void Main(struct DEVICE* e) { e->F.All = 4; Set(e); if (e->F.All != 6) Acquire(&e->Lock); }" + kAnyDevice),
        flags("written by a callee through the bits: the word has changed", kDefect,
              "void Set(struct DEVICE* e) { e->F.B.Write = 1; } "
              "void Main(struct DEVICE* e) { e->F.All = 4; Set(e); if (e->F.All == 6) Acquire(&e->Lock); }" + kAnyDevice),
        flags("written by a callee through the bits on one way only", kDefect,
              "void Set(struct DEVICE* e) { u8 any; any = Any(); if (any) e->F.B.Write = 1; } "
              "void Main(struct DEVICE* e) { e->F.All = 4; Set(e); if (e->F.All == 4) Acquire(&e->Lock); }" + kAnyDevice),
        flags("copied as a whole", kPass,
              "void Main() { union FLAGS g; f.All = 0; f.B.Depth = 2; g = f; g.B.Read = 1; if (g.All != 9 || f.All != 8) Acquire(&lock); }"),
        flags("in a loop", kPass,
              "void Main() { u32 i; f.All = 0; i = 0; while (i < 3) { f.B.Depth = f.B.Depth + 1; i = i + 1; } if (f.All != 12) Acquire(&lock); }"),
        flags("in a loop without end", kDefect,
              "void Main() { u8 more; f.All = 0; more = Any(); while (more) { f.B.Depth = f.B.Depth + 1; more = Any(); } if (f.All == 8) Acquire(&lock); }"),
    });
}

TEST_CASE("bits that records share, of which only the whole is asked first") {
    check_cases({
        flags("the bits are a type of their own", kDefect,
              "global struct BITS other; void Main() { f.All = 0; if (f.All == 1) Acquire(&lock); if (f.All == 3) Acquire(&lock); "
              "if (f.All == 4) Acquire(&lock); if (f.All == 5) Acquire(&lock); other.Read = 1; f.B.Write = 1; if (f.All == 2) Acquire(&lock); }"),
    });
}

TEST_CASE("halves of 64 bits") {
    const std::string large = "union LARGE { struct { u32 Low; i32 High; } Parts; i64 Quad; }; global union LARGE u; global struct LOCK lock;";
    check_cases({
        {"one half is written", kPass, large + "void Main() { u.Quad = 0x500000006; u.Parts.High = 1; if (u.Quad != 0x100000006) Acquire(&lock); }"},
        {"one half is written: the whole has changed", kDefect, large + "void Main() { u.Quad = 0x500000006; u.Parts.High = 1; if (u.Quad == 0x100000006) Acquire(&lock); }"},
        {"halves that are variables", kPass, large +
            "void Main() { i32 q; u32 x; q = Query(); x = (u32)q; u.Parts.Low = x; u.Parts.High = 0; if (u.Quad != (i64)x) Acquire(&lock); }"},
        {"halves that are variables: signed", kDefect, large +
            "void Main() { i32 x; x = Query(); u.Parts.Low = (u32)x; u.Parts.High = 0; if (u.Quad != (i64)x) Acquire(&lock); }"},
        {"the start of a run, in halves", kPass, large +
            "void Main() { if (u.Quad == 7) { if (u.Parts.Low != 7 || u.Parts.High != 0) Acquire(&lock); } }", nullptr, true},
    });
}

TEST_CASE("a wider word over a field and its neighbour") {
    check_cases({
        {"the neighbour is seen", kDefect, R"(
            struct PAIR { u8 first; u8 second; }; global struct PAIR pair; global struct LOCK lock;
            u8 High(struct PAIR* p) { return (u8)((*(u16*)&p->first) >> 8u16); }
            void Main() { u8 n; pair.second = 2; n = High(&pair); if (n == 2) Acquire(&lock); })"},
        {"and nothing else is", kPass, R"(
            struct PAIR { u8 first; u8 second; u8 third; }; global struct PAIR pair; global struct LOCK lock;
            u8 High(struct PAIR* p) { return (u8)((*(u16*)&p->first) >> 8u16); }
            void Main() { u8 n; pair.second = 2; pair.third = 7; n = High(&pair); if (n != 2) Acquire(&lock); })"},
        {"in a record inside one, through a pointer to nothing in particular", kDefect, R"(
            struct PAIR { u8 first; u8 second; }; struct BOX { u32 before; struct PAIR pair; }; global struct BOX box; global struct LOCK lock;
            void Set(struct BOX* b) { *(u16*)(void*)&b->pair.first = 0x0200u16; }
            void Main() { box.pair.second = 0; Set(&box); if (box.pair.second == 2) Acquire(&lock); })"},
    });
}

TEST_CASE("a pointer that was there at the start, in the numbers of another member") {
    const std::string records = "struct ITEM { u32 n; }; union PARAMETERS { struct { u32 a; u16 b; u16 c; u64 d; } Numbers; struct { struct ITEM* item; } Pointer; };"
                                "struct STACK { union PARAMETERS p; }; global struct STACK copy; global struct LOCK lock;"
                                "[origin harness] void sdv_main() { struct STACK* s; havoc s; assume s != NULL; Main(s); }";
    check_cases({
        {"copied before it is followed", kDefect, records + "void Main(struct STACK* s) { copy = *s; if (s->p.Pointer.item->n == 3) Acquire(&lock); }"},
        {"followed from the copy", kDefect, records + "void Main(struct STACK* s) { copy = *s; if (copy.p.Pointer.item->n == 3) Acquire(&lock); }"},
        {"the same in both", Expect::NoDefect, records + "void Main(struct STACK* s) { copy = *s; if (copy.p.Pointer.item != s->p.Pointer.item) Acquire(&lock); }"},
        {"asked whether it is there", kDefect, records + "void Main(struct STACK* s) { copy = *s; if (s->p.Pointer.item != NULL) Acquire(&lock); }"},
    });
}

TEST_CASE("a number that is followed as a pointer") {
    const std::string start = "struct ITEM { u32 n; }; global struct LOCK lock; ";
    // What the exhaustive walk does not look for: it has few numbers to choose from.
    CHECK(result_of(start + "void Main() { u64 v; havoc v; if (((struct ITEM*)v)->n == 3) Acquire(&lock); }").verdict == check::Verdict::Defect);
    check_cases({
        {"is the same place each time", kPass, start +
            "void Main() { u64 v; havoc v; ((struct ITEM*)v)->n = 2; if (((struct ITEM*)v)->n == 3) Acquire(&lock); }"},
        {"0 is no place", kPass, start + "void Main() { u64 v; havoc v; if (v != 0) return; if (((struct ITEM*)v)->n == 3) Acquire(&lock); }"},
    });
}
