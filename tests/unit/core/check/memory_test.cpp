// SPDX-License-Identifier: Apache-2.0
// Memory: fields, views, arrays, copies, allocation, lists, and what is forgotten.
#include <catch2/catch.hpp>

#include "tests/unit/core/check/case_support.hpp"

using namespace sdvlite::test;

TEST_CASE("locks are told apart by address") {
    const char* const watched = R"(
        state { enum { no, yes } s = no; }
        watch Acquire.exit.$1;
        Acquire.exit[guard $1] { if (s == yes) abort "twice"; s = yes; }
        Release.entry[guard $1] { if (s == no) abort "not held"; s = no; }
        Main.exit { if (s == yes) abort "left held"; })";
    check_cases({
        {"two locks of one extension", kPass, R"(
            global struct EXT x;
            void Main() { Acquire(&x.Lock); Acquire(&x.Other); Release(&x.Other); Release(&x.Lock); })", watched},
        {"two locks of one extension, one kept", kDefect, R"(
            global struct EXT x;
            void Main() { Acquire(&x.Lock); Acquire(&x.Other); Release(&x.Lock); })", watched},
        {"two locks of an unknown extension, one of them its start", kPass, R"(
            void Main(struct EXT* e) { Acquire(&e->Lock); Acquire(&e->Other); Release(&e->Other); Release(&e->Lock); }
            [origin harness] void sdv_main() { struct EXT* e; Main(e); })", watched},
        {"the same lock of two extensions", kPass, R"(
            void Main(struct EXT* a, struct EXT* b) { if (a == b) return; Acquire(&a->Lock); Acquire(&b->Lock); Release(&a->Lock); Release(&b->Lock); }
            [origin harness] void sdv_main() { struct EXT* a; struct EXT* b; Main(a, b); })", watched},
        {"one extension under two names", kDefect, R"(
            global struct EXT x;
            void Main(struct EXT* a, struct EXT* b) { Acquire(&a->Lock); Acquire(&b->Lock); Release(&a->Lock); Release(&b->Lock); }
            [origin harness] void sdv_main() { Main(&x, &x); })", watched},
        {"by way of the containing record", kPass, R"(
            global struct EXT x;
            void Drop(struct LIST* l) { struct EXT* e; e = (struct EXT*)((u8*)l - offsetof(struct EXT, Link)); Release(&e->Lock); }
            void Main() { Acquire(&x.Lock); Drop(&x.Link); })", watched},
        {"by way of the wrong containing record", kDefect, R"(
            global struct EXT x;
            void Drop(struct LIST* l) { struct EXT* e; e = (struct EXT*)((u8*)l - offsetof(struct EXT, Link)); Release(&e->Other); }
            void Main() { Acquire(&x.Lock); Drop(&x.Link); })", watched},
        {"a lock at the start is its extension", kPass, R"(
            global struct EXT x;
            void Main() { Acquire(&x.Lock); Release((struct LOCK*)&x); })", watched},
        {"passed three calls deep", kPass, R"(
            void C(struct LOCK* l) { Release(l); }  void B(struct EXT* e) { C(&e->Other); }  void A(struct EXT* e) { B(e); }
            void Main(struct EXT* e) { Acquire(&e->Other); A(e); }
            [origin harness] void sdv_main() { struct EXT* e; Main(e); })", watched},
        {"passed three calls deep, another one", kDefect, R"(
            void C(struct LOCK* l) { Release(l); }  void B(struct EXT* e) { C(&e->Lock); }  void A(struct EXT* e) { B(e); }
            void Main(struct EXT* e) { Acquire(&e->Other); A(e); }
            [origin harness] void sdv_main() { struct EXT* e; Main(e); })", watched},
        {"element of an array, known", kPass, R"(
            global struct LOCK l[4];
            void Main() { u32 i; i = 2; Acquire(&l[i]); i = i + 1; Acquire(&l[i]); Release(&l[2]); Release(&l[3]); })", watched},
        {"element of an array, wrong", kDefect, R"(
            global struct LOCK l[4];
            void Main() { u32 i; i = 2; Acquire(&l[i]); i = i + 1; Acquire(&l[i]); Release(&l[2]); Release(&l[i - 2]); })", watched},
        {"element of an array, unknown", kPass, R"(
            global struct LOCK l[4];
            void Main() { u8 i; i = Any(); assume i < 4; Acquire(&l[i]); Release(&l[i]); })", watched},
    });
}

TEST_CASE("arrays: what is read is what was written last") {
    check_cases({
        {"written at an unknown index, read at a known one", kDefect, R"(
            global u8 a[4]; global struct LOCK lock;
            void Main() { u8 i; i = Any(); assume i < 4; a[i] = 1; if (a[3] == 1) Acquire(&lock); })"},
        {"written at a known index, read at an unknown one", kDefect, R"(
            global u8 a[4]; global struct LOCK lock;
            void Main() { u8 i; i = Any(); assume i < 4; a[2] = 1; if (a[i] == 1) Acquire(&lock); })"},
        {"written at an unknown index in a callee", kDefect, R"(
            global struct EXT x;
            void Set(struct EXT* e) { u8 i; i = Any(); assume i < 4; e->bytes[i] = 1; }
            void Main() { x.bytes[3] = 0; Set(&x); if (x.bytes[3] == 1) Acquire(&x.Lock); })"},
        {"written at an unknown index in a callee, never before", kDefect, R"(
            global struct EXT x;
            void Set(struct EXT* e) { u8 i; i = Any(); assume i < 4; e->bytes[i] = 1; }
            void Main() { Set(&x); if (x.bytes[3] == 1) Acquire(&x.Lock); })"},
        {"the same unknown index twice", kPass, R"(
            global u8 a[4]; global struct LOCK lock;
            void Main() { u8 i; i = Any(); assume i < 4; a[i] = 1; if (a[i] != 1) Acquire(&lock); })"},
        {"two unknown indices", kDefect, R"(
            global u8 a[4]; global struct LOCK lock;
            void Main() { u8 i; u8 j; i = Any(); j = Any(); assume i < 4; assume j < 4; a[i] = 1; a[j] = 2; if (a[i] == 2) Acquire(&lock); })"},
        {"an unknown index that turns out to be known", kDefect, R"(
            global u8 a[4]; global struct LOCK lock;
            void Main() { u8 i; i = Any(); assume i < 4; a[2] = 5; a[i] = 1; if (i == 2) { if (a[2] == 1) Acquire(&lock); } })"},
        {"written to both sides of the one that is read", kPass, R"(
            global u32 a[4]; global struct LOCK lock;
            void Main() { a[1] = 7; a[3] = 9; if (a[2] != 0) Acquire(&lock); if (a[1] != 7) Acquire(&lock); })"},
        {"arrays are copied whole", kDefect, R"(
            global u8 a[4]; global u8 b[4]; global struct LOCK lock;
            void Main() { b[2] = 1; a = b; if (a[2] == 1) Acquire(&lock); })"},
        {"an array is forgotten whole", kDefect, R"(
            global u8 a[4]; global struct LOCK lock;
            void Main() { havoc a; if (a[2] == 1) Acquire(&lock); })"},
        {"a record of more fields than are followed one by one", kDefect, R"(
            struct BIG { u8 a[600]; u8 last; };
            global struct BIG x; global struct BIG y; global struct LOCK lock;
            void Main() { y.last = 1; y.a[590] = 1; x = y; if (x.last == 1) { if (x.a[590] == 1) Acquire(&lock); } })"},
        {"an address whose number comes first", kDefect, R"(
            global u8 a[4]; global struct LOCK lock;
            void Main() { u64 i; u8* p; u8 c; c = Any(); i = (u64)c; assume i < 4; a[3] = 0; p = (u8*)(i + (u64)&a[0]); *p = 1; if (a[3] == 1) Acquire(&lock); })"},
    });
}

TEST_CASE("views of the same bytes") {
    check_cases({
        {"union of scalars", kDefect, R"(
            union U { u32 all; u8 part[4]; }; global union U u; global struct LOCK lock;
            void Main() { u.all = 0x01020304; if (u.part[1] == 3) Acquire(&lock); })"},
        {"union of scalars, the other byte", kPass, R"(
            union U { u32 all; u8 part[4]; }; global union U u; global struct LOCK lock;
            void Main() { u.all = 0x01020304; if (u.part[1] == 4) Acquire(&lock); })"},
        {"union put together from bytes", kDefect, R"(
            union U { u32 all; u8 part[4]; }; global union U u; global struct LOCK lock;
            void Main() { u.part[0] = 4; u.part[1] = 3; u.part[2] = 2; u.part[3] = 1; if (u.all == 0x01020304) Acquire(&lock); })"},
        {"union of a scalar and a record, the record is read", kDefect, R"(
            union LARGE { struct { u32 Low; i32 High; }; i64 Quad; }; global union LARGE u; global struct LOCK lock;
            void Main() { u.Quad = 5; if (u.Low == 5) Acquire(&lock); })"},
        {"union of a scalar and a record, the scalar is read", kDefect, R"(
            union LARGE { struct { u32 Low; i32 High; } Parts; i64 Quad; }; global union LARGE u; global struct LOCK lock;
            void Main() { u.Parts.Low = 5; u.Parts.High = 0; if (u.Quad == 5) Acquire(&lock); })"},
        {"union of two records, in a callee", kDefect, R"(
            union TWO { struct { u32 a; } x; struct { u32 b; } y; }; global union TWO u; global struct LOCK lock;
            void Set() { u.x.a = 5; }
            void Main() { u.y.b = 0; Set(); if (u.y.b == 5) Acquire(&lock); })"},
        {"a learnt value does not come back after the bytes were written", kPass, R"(
            union U { u32 all; u8 part[4]; }; global union U u; global struct LOCK lock;
            void Main() { u8 v; v = u.part[0]; u.all = 0x05050505; if (v == 3) { if (u.part[0] == 3) Acquire(&lock); } })", nullptr, true},
        {"a learnt value does not come back after the bytes were written: they differ", kDefect, R"(
            union U { u32 all; u8 part[4]; }; global union U u; global struct LOCK lock;
            void Main() { u8 v; v = u.part[0]; u.all = 0x05050505; if (v == 3) { if (u.part[0] == 5) Acquire(&lock); } })", nullptr, true},
        {"half of a word by another pointer", kDefect, R"(
            global u32 x; global struct LOCK lock;
            void Main() { u16* p; x = 0; p = (u16*)&x; *p = 1; if (x == 1) Acquire(&lock); })"},
        {"another record's view", kDefect, R"(
            struct HEAD { u32 kind; u32 size; }; struct MORE { u32 kind; u32 size; u32 data; };
            global struct MORE m; global struct LOCK lock;
            void Main() { struct HEAD* h; m.size = 0; h = (struct HEAD*)&m; h->size = 4; if (m.size == 4) Acquire(&lock); })"},
    });
}

TEST_CASE("records are copied by value") {
    check_cases({
        {"assigned", kPass, R"(
            global struct EXT x; global struct EXT y;
            void Main() { u8 c; c = Any(); x.Flag = c; y = x; x.Flag = 9; if (y.Flag == c) Acquire(&x.Lock); if (y.Flag == c) Release(&x.Lock); })"},
        {"assigned, and the source is not the target", kDefect, R"(
            global struct EXT x; global struct EXT y;
            void Main() { x.Flag = 1; y = x; y.Flag = 0; if (x.Flag) Acquire(&x.Lock); })"},
        {"passed by value", kPass, R"(
            global struct EXT x;
            void Set(struct EXT e) { if (e.Flag != 1) Acquire(&x.Lock); e.Flag = 7; }
            void Main() { x.Flag = 1; Set(x); if (x.Flag == 7) Acquire(&x.Lock); })"},
        {"through a pointer to itself", kPass, R"(
            global struct EXT x;
            void Main() { struct EXT* p; p = &x; x.Flag = 3; *p = x; if (x.Flag != 3) Acquire(&x.Lock); })"},
        {"with pointers in it", kPass, R"(
            struct PAIR { struct LOCK* a; struct LOCK* b; }; global struct LOCK l; global struct LOCK m;
            void Main() { struct PAIR p; struct PAIR q; p.a = &l; p.b = &m; q = p; if (q.a != &l) Acquire(&l); if (q.b == &l) Acquire(&l); })"},
    });
}

TEST_CASE("allocated memory") {
    check_cases({
        {"two objects are two", kPass, R"(
            global struct LOCK lock;
            void Main() { struct EXT* a; struct EXT* b; alloc a, sizeof(struct EXT); alloc b, sizeof(struct EXT); a->Flag = 1; b->Flag = 2; if (a->Flag != 1) Acquire(&lock); if (a == b) Acquire(&lock); })"},
        {"two objects of one function are two", kPass, R"(
            global struct LOCK lock;
            struct EXT* New() { struct EXT* n; alloc n, sizeof(struct EXT); return n; }
            void Main() { struct EXT* a; struct EXT* b; a = New(); b = New(); a->Flag = 1; b->Flag = 2; if (a->Flag != 1) Acquire(&lock); if (a == b) Acquire(&lock); })"},
        {"what the first holds is not what the second holds", kDefect, R"(
            global struct LOCK lock; global struct EXT* keep;
            struct EXT* New() { struct EXT* n; alloc n, sizeof(struct EXT); return n; }
            void Main() { struct EXT* a; struct EXT* b; a = New(); a->Flags = 5; keep = a; b = New(); if (b->Flags != 5) Acquire(&lock); })"},
        {"arbitrary content each time", kDefect, R"(
            global struct LOCK lock;
            void Main() { struct EXT* a; u8 x; u8 y; u8 i; i = 0;
              while (i < 4) { alloc a, sizeof(struct EXT); x = y; y = a->Flag; i = i + 1; }
              if (x != y) Acquire(&lock); })"},
        {"a condition on one object says nothing of the next", kDefect, R"(
            global struct LOCK lock;
            void Main() { struct EXT* a; u8 i; i = 0;
              while (i < 5) { alloc a, sizeof(struct EXT); if (i < 4) { if (a->Flag != 0) return; } i = i + 1; }
              if (a->Flag != 0) Acquire(&lock); })"},
        {"a list built in a loop", kPass, R"(
            global struct LOCK lock; global struct EXT* head = NULL;
            void Main() { struct EXT* n; u8 i; i = 0;
              while (i < 2) { alloc n, sizeof(struct EXT); n->Next = head; n->Flag = i; head = n; i = i + 1; }
              n = head; if (n->Flag != 1) Acquire(&lock); n = n->Next; if (n->Flag != 0) Acquire(&lock); if (n->Next != NULL) Acquire(&lock); })"},
        {"a list built in a long loop", kDefect, R"(
            global struct LOCK lock; global struct EXT* head = NULL;
            void Main() { struct EXT* n; u8 i; i = 0;
              while (i < 6) { alloc n, sizeof(struct EXT); n->Next = head; n->Flag = i; head = n; i = i + 1; }
              n = head; n = n->Next; n = n->Next; n = n->Next; n = n->Next; if (n->Flag == 1) Acquire(&lock); })"},
    });
}

TEST_CASE("doubly linked lists") {
    const char* const list = R"(
        global struct LIST head; global struct EXT x; global struct EXT y;
        void Init(struct LIST* h) { h->Flink = h; h->Blink = h; }
        void Insert(struct LIST* h, struct LIST* e) { struct LIST* f; f = h->Flink; e->Flink = f; e->Blink = h; f->Blink = e; h->Flink = e; }
        struct LIST* Remove(struct LIST* h) { struct LIST* e; struct LIST* f; e = h->Flink; f = e->Flink; h->Flink = f; f->Blink = h; return e; }
        )";
    check_cases({
        {"what was inserted comes out", kPass, std::string(list) + R"(
            void Main() { struct LIST* e; Init(&head); Insert(&head, &x.Link); if (head.Flink == &head) Acquire(&x.Lock);
              e = Remove(&head); if (e != &x.Link) Acquire(&x.Lock); if (head.Flink != &head) Acquire(&x.Lock); })"},
        {"last in, first out", kDefect, std::string(list) + R"(
            void Main() { struct LIST* e; Init(&head); Insert(&head, &x.Link); Insert(&head, &y.Link); e = Remove(&head); if (e == &y.Link) Acquire(&x.Lock); })"},
        {"an element of unknown origin", kPass, std::string(list) + R"(
            void Main(struct EXT* e) { struct LIST* l; Init(&head); Insert(&head, &e->Link); l = Remove(&head);
              if ((struct EXT*)((u8*)l - offsetof(struct EXT, Link)) != e) Acquire(&x.Lock); }
            [origin harness] void sdv_main() { struct EXT* e; Main(e); })"},
    });
}

TEST_CASE("pointers of which little is known") {
    check_cases({
        {"a write through one of two pointers", kDefect, R"(
            global struct EXT x; global struct EXT y;
            void Main() { struct EXT* p; u8 c; c = Any(); if (c) p = &x; else p = &y; x.Flag = 0; p->Flag = 1; if (x.Flag == 1) Acquire(&x.Lock); })"},
        {"a write through a rounded pointer", kDefect, R"(
            global struct EXT x;
            void Main() { struct EXT* p; x.Flag = 0; p = (struct EXT*)((u64)&x - (u64)&x % 8); p->Flag = 1; if (x.Flag == 1) Acquire(&x.Lock); })"},
        {"a write in a callee through a rounded pointer", kDefect, R"(
            global struct EXT x;
            void Set(struct EXT* q) { struct EXT* p; p = (struct EXT*)((u64)q - (u64)q % 8); p->Flag = 1; }
            void Main() { x.Flag = 0; Set(&x); if (x.Flag == 1) Acquire(&x.Lock); })"},
        {"what a callee writes after a write through a rounded pointer", kPass, R"(
            global struct EXT x; global struct EXT y; global struct LOCK lock;
            void Set() { x.Flag = 2; }
            void Main() { struct EXT* p; x.Flag = 1; p = (struct EXT*)((u64)&y - (u64)&y % 8); p->Flag = 3; Set(); if (x.Flag != 2) Acquire(&lock); })"},
        {"two inputs that are compared", Expect::NoDefect, R"(
            global struct LOCK lock;
            void Main(struct EXT* a, struct EXT* b) { a->Flag = 1; b->Flag = 2; if (a == b) { if (a->Flag != 2) Acquire(&lock); } }
            [origin harness] void sdv_main() { struct EXT* a; struct EXT* b; Main(a, b); })"},
        {"fields of two inputs that are compared", kPass, R"(
            global struct LOCK lock;
            void Main(struct EXT* a, struct EXT* b) { if (&a->Link == &b->Link) { a->Flag = 1; b->Flag = 2; if (a->Flag != 2) Acquire(&lock); } }
            [origin harness] void sdv_main() { struct EXT* a; struct EXT* b; Main(a, b); })"},
        {"what a pointer pointed to in another activation", kPass, R"(
            global struct LOCK lock;
            struct EXT* Get() { struct EXT* p; havoc p; return p; }
            void Main() { struct EXT* a; struct EXT* b; a = Get(); a->Flag = 1; b = Get(); if (a == b) return; b->Flag = 2; if (a->Flag != 1) Acquire(&lock); })"},
    });
}

TEST_CASE("addresses in an object, nobody knows where") {
    const std::string data = "global struct LOCK lock; global u8 buffer[64]; global u8 keep; global u8* other = &keep;\n";
    check_cases({
        {"a loop that fills a buffer changes nothing else", kPass, data + R"(
            void Main(u8* p) { u8 n; u8 c; c = Any(); keep = c; n = Any(); while (n > 0) { *p = n; p = p + 1; n = n - 1; } if (keep != c) Acquire(&lock); }
            [origin harness] void sdv_main() { Main(&buffer[0]); })"},
        {"two addresses in one object need not be the same", kDefect, data + R"(
            void Main() { u8 i; u8 j; buffer[0] = 0; i = Any(); j = Any(); assume i < 64; assume j < 64; buffer[i] = 1; if (buffer[j] != 1) Acquire(&lock); })"},
        {"but may be", kDefect, data + R"(
            void Main() { u8 i; u8 j; buffer[5] = 0; i = Any(); j = Any(); assume i < 64; assume j < 64; buffer[i] = 1; buffer[j] = 2; if (buffer[i] == 2) Acquire(&lock); })"},
        {"what was known of a place in the object is not known any more", kDefect, data + R"(
            void Main() { u8 n; u8* p; buffer[2] = 0; p = &buffer[0]; n = Any(); assume n < 64; while (n > 0) { *p = 1; p = p + 1; n = n - 1; } if (buffer[2] == 1) Acquire(&lock); })"},
        {"a pointer that went through the object need not be at its start", kDefect, data + R"(
            void Main() { u8 n; u8* p; p = &buffer[0]; n = Any(); assume n < 64; while (n > 0) { p = p + 1; n = n - 1; } if (p == &buffer[2]) Acquire(&lock); })"},
        {"nor is it the same after another round", kDefect, data + R"(
            void Main() { u8 n; u8* p; u8* q; p = &buffer[0]; q = p; n = Any(); assume n < 64; while (n > 0) { q = p; p = p + 1; n = n - 1; } if (p != q) Acquire(&lock); })"},
        {"of two objects it may lead into either", kDefect, data + R"(
            void Main() { u8 n; u8* p; keep = 0; p = &buffer[0]; n = Any(); assume n < 40; while (n > 0) { *p = 1; if (n == 2) p = other; n = n - 1; } if (keep == 1) Acquire(&lock); })"},
    });
}
